package org.trunkline.github.fake;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds requests and answers against GitHub's official description of its REST API. */
final class OpenApiCheck {

    /** Immutable, and slow to make: read once for all fakes of a process. */
    private static final OpenApiInteractionValidator VALIDATOR = validator();

    private final List<String> violations = new CopyOnWriteArrayList<>();

    private static OpenApiInteractionValidator validator() {
        try (var slice = Objects.requireNonNull(OpenApiCheck.class.getResourceAsStream("github-openapi-slice.json"))) {
            return OpenApiInteractionValidator.createForInlineApiSpecification(
                            new String(slice.readAllBytes(), StandardCharsets.UTF_8))
                    .withLevelResolver(LevelResolver.create()
                            // a media type parameter or an undocumented error status is not a fault of the shape
                            .withLevel("validation.response.status.unknown", ValidationReport.Level.IGNORE)
                            .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
                            .withLevel("validation.response.contentType.notAllowed", ValidationReport.Level.IGNORE)
                            .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                            .build())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void check(FakeRequest request, FakeResponse response) {
        String path = describedPath(request.segments());
        SimpleRequest.Builder asked = new SimpleRequest.Builder(request.method(), path);
        request.query().forEach(asked::withQueryParam);
        request.headers().forEach(asked::withHeader);
        if (request.body().length > 0) {
            asked.withBody(new String(request.body(), StandardCharsets.UTF_8));
        }
        SimpleResponse.Builder answered = SimpleResponse.Builder.status(response.status());
        response.headers().forEach(answered::withHeader);
        boolean json = response.headers().getOrDefault("Content-Type", "").startsWith("application/json");
        if (json) {
            answered.withBody(new String(response.body(), StandardCharsets.UTF_8));
        }
        record(request, VALIDATOR.validateRequest(asked.build()));
        if (json && response.status() < 500) {
            record(request, VALIDATOR.validateResponse(path, method(request), answered.build()));
        }
    }

    private static Request.Method method(FakeRequest request) {
        return Request.Method.valueOf(request.method());
    }

    private void record(FakeRequest request, ValidationReport report) {
        report.getMessages().stream()
                .filter(m -> m.getLevel() == ValidationReport.Level.ERROR)
                .forEach(m -> violations.add(request + ": " + m.getKey() + " " + m.getMessage()));
    }

    /** A reference or a file path is one parameter in the description, whatever slashes it holds. */
    private static String describedPath(List<String> segments) {
        int fixed = segments.size();
        if (segments.size() > 3 && segments.get(0).equals("repos")) {
            String resource = segments.get(3);
            boolean git = resource.equals("git");
            boolean manyParts = List.of("contents", "commits", "compare", "tarball")
                            .contains(resource)
                    || git && segments.size() > 4 && List.of("ref", "refs").contains(segments.get(4));
            if (manyParts) {
                fixed = git ? 5 : 4;
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            String encoded =
                    URLEncoder.encode(segments.get(i), StandardCharsets.UTF_8).replace("+", "%20");
            path.append(i <= fixed ? "/" : "%2F").append(encoded);
        }
        return path.toString();
    }
}
