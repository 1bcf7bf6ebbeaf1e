package org.trunkline.rest.internal.registry;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Environment;
import org.trunkline.registry.Page;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceVersion;

/** How the registry's values are shown. */
final class RegistryJson {

    private RegistryJson() {}

    /** A constant's name as the API writes it: {@code create-version}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JsonObject of(Resource resource) {
        JsonObject json = new JsonObject();
        json.addProperty("path", resource.path().toString());
        if (!resource.realPath().equals(resource.path())) {
            json.addProperty("realPath", resource.realPath().toString());
        }
        json.addProperty("kind", name(resource.kind()));
        json.addProperty("uuid", resource.uuid());
        json.addProperty("revision", Long.toString(resource.revision()));
        resource.mediaType().ifPresent(type -> json.addProperty("mediaType", type));
        resource.description().ifPresent(text -> json.addProperty("description", text));
        JsonObject properties = new JsonObject();
        resource.properties().asMap().forEach((property, values) -> properties.add(property, texts(values)));
        json.add("properties", properties);
        resource.content().ifPresent(content -> {
            json.addProperty("size", content.size());
            json.addProperty("sha256", content.sha256());
        });
        json.addProperty("createdBy", resource.createdBy());
        json.addProperty("createdAt", resource.createdAt().toString());
        json.addProperty("modifiedBy", resource.modifiedBy());
        json.addProperty("modifiedAt", resource.modifiedAt().toString());
        return json;
    }

    static JsonObject of(ResourceVersion version) {
        JsonObject json = new JsonObject();
        json.addProperty("number", version.number());
        json.addProperty("createdBy", version.createdBy());
        json.addProperty("createdAt", version.createdAt().toString());
        return json;
    }

    static JsonObject of(Association association) {
        JsonObject json = new JsonObject();
        json.addProperty("source", association.source().toString());
        json.addProperty("target", association.target());
        json.addProperty("type", association.type());
        return json;
    }

    static JsonObject of(ResourceComment comment) {
        JsonObject json = new JsonObject();
        json.addProperty("id", comment.id());
        json.addProperty("text", comment.text());
        json.addProperty("author", comment.author());
        json.addProperty("createdAt", comment.createdAt().toString());
        json.addProperty("editedAt", comment.editedAt().toString());
        return json;
    }

    static JsonObject of(Activity activity) {
        JsonObject json = new JsonObject();
        json.addProperty("path", activity.path().toString());
        json.addProperty("user", activity.user());
        json.addProperty("at", activity.at().toString());
        json.addProperty("action", name(activity.action()));
        activity.detail().ifPresent(detail -> json.addProperty("detail", detail));
        return json;
    }

    static JsonObject of(Environment environment) {
        JsonObject json = new JsonObject();
        json.addProperty("name", environment.name());
        json.addProperty("root", environment.root().toString());
        json.addProperty("layout", environment.layout().toString());
        return json;
    }

    static JsonObject link(RegistryPath path, RegistryPath target) {
        JsonObject json = new JsonObject();
        json.addProperty("path", path.toString());
        json.addProperty("target", target.toString());
        return json;
    }

    static <T> JsonObject list(String name, List<T> values, Function<T, JsonObject> form) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(form.apply(value)));
        JsonObject json = new JsonObject();
        json.add(name, array);
        return json;
    }

    static <T> JsonObject page(String name, Page<T> page, Function<T, JsonObject> form) {
        JsonObject json = list(name, page.items(), form);
        json.addProperty("start", page.start());
        json.addProperty("total", page.total());
        return json;
    }

    private static JsonElement texts(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
