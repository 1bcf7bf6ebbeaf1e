package org.trunkline.rest.internal.registry;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.imports.DocumentImporter;
import org.trunkline.registry.imports.DocumentSet;
import org.trunkline.registry.imports.ImportLimits;
import org.trunkline.registry.imports.ImportReport;
import org.trunkline.registry.imports.ImportRequest;
import org.trunkline.rest.internal.http.Answer;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Method;
import org.trunkline.rest.internal.http.Operation;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Query;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.http.Route;
import org.trunkline.rest.internal.node.NodeParts;

/** Brings documents into trunk. */
final class ImportRoutes {

    private static final String FORM = "multipart/form-data";

    private final RegistryDoor door;
    private final NodeParts parts;

    ImportRoutes(RegistryDoor door, NodeParts parts) {
        this.door = door;
        this.parts = parts;
    }

    List<Route> all() {
        return List.of(door.route(
                Method.POST,
                "/import",
                Operation.of(
                                "importIntoRegistry",
                                "Imports a WSDL, a schema or an OpenAPI document with all that it needs")
                        .query(
                                Parameter.optional(
                                        "main", "the name of the file to begin with; the first one unless given"),
                                Parameter.optional("service", "true: a service is made of each that it describes"),
                                Parameter.optional(
                                        "version", "of the services; 1.0.0, or that of the OpenAPI document"),
                                Parameter.optional("namespace", "of an OpenAPI document; the host of its first server"),
                                Parameter.optional("replace", "true: other content at the same paths is replaced"))
                        .body(FORM, "ImportForm")
                        .answers(
                                Answer.json(200, "what became of the documents", "ImportReport"),
                                Answer.empty(409, "other content is at one of the paths"),
                                Asked.TOO_LARGE,
                                Answer.empty(415, "the body is no multipart/form-data"),
                                Answer.empty(422, "documents are missing, or cannot be imported")),
                this::run));
    }

    private Reply run(Call call, Registry registry) throws ProblemException, RegistryException, IOException {
        Query query = call.query();
        boolean service = Asked.flag(query, "service");
        boolean replace = Asked.flag(query, "replace");
        DocumentSet documents = documents(call);
        String main = query.value("main")
                .or(documents::first)
                .orElseThrow(() -> ProblemException.badRequest("The form holds no file."));
        ImportRequest request =
                new ImportRequest(main, query.value("namespace"), query.value("version"), service, replace);
        DocumentImporter importer = new DocumentImporter(parts.environments(), ImportLimits.DEFAULT);
        return Reply.ok(json(importer.run(registry, request, documents)));
    }

    private static DocumentSet documents(Call call) throws ProblemException, IOException {
        DocumentSet documents = new DocumentSet(ImportLimits.DEFAULT);
        List<MultipartBody.FilePart> files =
                MultipartBody.read(call.header("Content-Type").orElse(""), call.body());
        try {
            for (MultipartBody.FilePart file : files) {
                if (file.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    documents.addArchive(new ByteArrayInputStream(file.bytes()));
                } else {
                    documents.add(file.name(), file.bytes());
                }
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(RegistryProblems.sentence(e.getMessage()));
        }
        return documents;
    }

    private static JsonObject json(ImportReport report) {
        JsonArray resources = new JsonArray();
        for (ImportReport.Imported imported : report.resources()) {
            JsonObject json = new JsonObject();
            json.addProperty("path", imported.path().toString());
            json.addProperty("mediaType", imported.mediaType());
            imported.location().ifPresent(location -> json.addProperty("document", location));
            json.addProperty("outcome", RegistryJson.name(imported.outcome()));
            resources.add(json);
        }
        JsonArray leftAlone = new JsonArray();
        for (ImportReport.Reference reference : report.leftAlone()) {
            JsonObject json = new JsonObject();
            json.addProperty("document", reference.document());
            json.addProperty("target", reference.target());
            leftAlone.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("resources", resources);
        json.add("leftAlone", leftAlone);
        return json;
    }
}
