package org.trunkline.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An XML document as text, in an encoding from which its bytes can be had again (XML 1.0, appendix F, says how to find it).
 * Immutable.
 */
public final class XmlText {

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final int LONGEST_DECLARATION = 400;

    private final String text;
    private final Charset charset;

    private XmlText(String text, Charset charset) {
        this.text = text;
        this.charset = charset;
    }

    /** @throws InvalidXmlException if its encoding is unknown, or its bytes are none of that encoding */
    public static XmlText decode(byte[] bytes) throws InvalidXmlException {
        Charset charset = charset(bytes);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new XmlText(text, charset);
        } catch (CharacterCodingException e) {
            throw new InvalidXmlException("its bytes are not " + charset.name() + ", the encoding that it claims", e);
        }
    }

    private static Charset charset(byte[] bytes) throws InvalidXmlException {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (first == 0xFEFF || first == 0x003C) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFFFE || first == 0x3C00) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xEFBB && bytes.length > 2 && (bytes[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        int length = Math.min(bytes.length, LONGEST_DECLARATION);
        Matcher declared = DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidXmlException("its encoding " + declared.group(1) + " is not known here", e);
        }
    }

    /** With its byte order mark, if there is one. */
    public String text() {
        return text;
    }

    /** The text for a parser, which does not take a byte order mark for one when it is given text. */
    String withoutMark() {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The bytes of a text that differs from this one in a few places.
     *
     * @param original the bytes that this was decoded from
     * @throws InvalidXmlException if the encoding writes the unchanged places in another way than the original does
     */
    public byte[] encode(String changed, byte[] original) throws InvalidXmlException {
        if (!Arrays.equals(bytes(text), original)) {
            throw new InvalidXmlException("its references cannot be changed without changing other bytes, because"
                    + " of its encoding " + charset.name() + "; store it in UTF-8");
        }
        return bytes(changed);
    }

    private byte[] bytes(String value) throws InvalidXmlException {
        try {
            ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new InvalidXmlException("its encoding " + charset.name() + " has no place for a reference", e);
        }
    }
}
