package org.trunkline.rest.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.rest.internal.http.ProblemException;

/** The files of a form (RFC 7578). */
final class MultipartBody {

    /**
     * A file.
     *
     * @param name as the client calls it; it may have folders
     */
    record FilePart(String name, byte[] bytes) {}

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "content-disposition:\\s*form-data[^\\r\\n]*?[;\\s]filename=\"([^\"\\r\\n]*)\"", Pattern.CASE_INSENSITIVE);
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    private MultipartBody(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @param contentType the header
     * @throws ProblemException 400 if it is no form, or a part of it is no file
     */
    static List<FilePart> read(String contentType, InputStream stream) throws ProblemException, IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw ProblemException.badRequest("The Content-Type names no boundary.");
        }
        // the first delimiter stands at the beginning, where no line ends
        byte[] start = {'\r', '\n'};
        byte[] rest = stream.readAllBytes();
        byte[] body = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, body, start.length, rest.length);
        return new MultipartBody(body, boundary.group(1) == null ? boundary.group(2) : boundary.group(1)).parts();
    }

    private List<FilePart> parts() throws ProblemException {
        List<FilePart> parts = new ArrayList<>();
        at = find(delimiter, 0);
        while (at >= 0 && !isLast()) {
            int headers = find(HEADERS_END, at + delimiter.length);
            int end = headers < 0 ? -1 : find(delimiter, headers + 2);
            if (end < 0) {
                break;
            }
            String text =
                    new String(body, at + delimiter.length, headers - at - delimiter.length, StandardCharsets.UTF_8);
            Matcher name = FILE_NAME.matcher(text);
            if (!name.find()) {
                throw ProblemException.badRequest("Each part of the form must be a file with a name.");
            }
            int content = Math.min(headers + HEADERS_END.length, end);
            parts.add(new FilePart(name.group(1).replace("%22", "\""), Arrays.copyOfRange(body, content, end)));
            at = end;
        }
        if (at < 0 || !isLast()) {
            throw ProblemException.badRequest("The form has no end; it was cut on its way, or is none.");
        }
        return parts;
    }

    private boolean isLast() {
        int behind = at + delimiter.length;
        return behind + 1 < body.length && body[behind] == '-' && body[behind + 1] == '-';
    }

    private int find(byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
