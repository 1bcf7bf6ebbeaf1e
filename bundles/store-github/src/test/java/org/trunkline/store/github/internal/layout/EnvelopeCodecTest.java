package org.trunkline.store.github.internal.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

class EnvelopeCodecTest {

    private static final Revision AT = Revision.of("1".repeat(40));
    private static final Instant SAVED = Instant.parse("2024-05-06T07:08:09.123Z");
    private static final ArtifactKey KEY = ArtifactKey.synapse("Production and Sandbox", "7fbc-pizza");
    private static final ApiIdentity API = ApiIdentity.of("PizzaShackAPI", "1.0.0", "carbon.super");
    private static final String ONE = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String OTHER = "QUJDREVGR0hJSktMTU5PUEFCQ0RFRkdISUpLTE1OT1A=";

    private final ArtifactPaths paths = new ArtifactPaths("");
    private final EnvelopeCodec clear = new EnvelopeCodec(Optional.empty());
    private final EnvelopeCodec sealed = new EnvelopeCodec(Optional.of(new BodyCipher(ONE)));

    private static ArtifactWrite write(byte[] body) {
        return ArtifactWrite.of(KEY, Instruction.PUBLISH, API, ArtifactBody.of(body))
                .by("maria");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Artifact read(EnvelopeCodec codec, ArtifactKey key, byte[] file) throws ArtifactStoreException {
        String path = paths.path(key, Instruction.PUBLISH);
        return codec.read(path, paths.place(path).orElseThrow(), file, AT);
    }

    private void assertComesBack(byte[] body, String form) throws ArtifactStoreException {
        byte[] file = clear.write(write(body), SAVED);
        String text = new String(file, StandardCharsets.UTF_8);
        assertTrue(text.contains("\"form\": \"" + form + "\""), () -> form + " expected: " + text);
        assertArrayEquals(body, read(clear, KEY, file).body().toByteArray(), text);
        assertArrayEquals(
                body, read(sealed, KEY, sealed.write(write(body), SAVED)).body().toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":null,\"b\":[1,2.50,1e3,-0,12345678901234567890,0.1],\"c\":true}",
                "{\"xml\":\"\\u003capi/\\u003e\\n\\u003cb a\\u003d\\u0027x\\u0027/\\u003e\\r\\n\"}",
                "{\"lines\":\"a\\n\\n\\nb\\n\",\"one\":\"\\n\",\"\":\"\"}",
                "{\"twice\":{\"a\":\"\\n\"},\"again\":[[[\"x\\ny\"]]]}"
            })
    void jsonAsWso2WritesItStaysJson(String json) throws Exception {
        assertComesBack(bytes(json), "gson");
    }

    @Test
    void jsonWithoutHtmlEscapingStaysJson() throws Exception {
        assertComesBack(bytes("{\"xml\":\"<api a='1'/>\\n<b/>\"}"), "gson-plain");
    }

    @Test
    void otherTextStaysTextLineForLine() throws Exception {
        String deep = "[".repeat(300) + "]".repeat(300);
        for (String text : new String[] {
            "",
            "{ \"a\": 1 }",
            "{\"a\":1}\n",
            "{\r\n}\r\r\n\n",
            "\ufeff{}",
            "{\"$lines\":[\"a\",\"b\"]}",
            "{\"a\":{\"$lines\":[]}}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1.0}{}",
            "\"just text\"",
            "null",
            "{'a':1}",
            "{\"a\":\"\\u0041\"}",
            "\u2028\u2029",
            "line\n\n\nline",
            deep
        }) {
            assertComesBack(bytes(text), text.equals("{\"a\":1.0}") ? "gson" : "text");
        }
    }

    @Test
    void whatIsNoTextIsBase64() throws Exception {
        byte[] random = new byte[10_000];
        new Random(1).nextBytes(random);
        assertComesBack(random, "base64");
        assertComesBack(new byte[] {(byte) 0xc3, (byte) 0x28}, "base64");
    }

    @Test
    void anyDocumentComesBackByteForByte() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("EnvelopeCodecTest: documents with seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(60); c > 0; c--) {
                text.append("{}[]\",:\\\n\r u00e4$lines1.5e-<>&=😀nulltrue".charAt(random.nextInt(40)));
            }
            byte[] body = random.nextBoolean()
                    ? bytes(text.toString())
                    : bytes(new GsonBuilder().create().toJson(Map.of("k" + i, text.toString(), "$lines", 1)));
            assertArrayEquals(
                    body,
                    read(clear, KEY, clear.write(write(body), SAVED)).body().toByteArray());
        }
    }

    @Test
    void aPersonCanReadTheFile() {
        String file = new String(
                clear.write(write(bytes("{\"apiDefinition\":\"\\u003capi\\u003e\\n\\u003c/api\\u003e\"}")), SAVED),
                StandardCharsets.UTF_8);

        assertEquals(
                String.join(
                        "\n",
                        "{",
                        "  \"trunkline\": 1,",
                        "  \"instruction\": \"Publish\",",
                        "  \"label\": \"Production and Sandbox\",",
                        "  \"apiId\": \"7fbc-pizza\",",
                        "  \"api\": {",
                        "    \"name\": \"PizzaShackAPI\",",
                        "    \"version\": \"1.0.0\",",
                        "    \"tenant\": \"carbon.super\"",
                        "  },",
                        "  \"savedAt\": \"2024-05-06T07:08:09.123Z\",",
                        "  \"savedBy\": \"maria\",",
                        "  \"size\": 53,",
                        "  \"sha256\": \""
                                + ArtifactBody.of("{\"apiDefinition\":\"\\u003capi\\u003e\\n\\u003c/api\\u003e\"}")
                                        .sha256()
                                + "\",",
                        "  \"form\": \"gson\",",
                        "  \"body\": {",
                        "    \"apiDefinition\": {",
                        "      \"$lines\": [",
                        "        \"<api>\",",
                        "        \"</api>\"",
                        "      ]",
                        "    }",
                        "  }",
                        "}",
                        ""),
                file);
    }

    @Test
    void encryptedBodiesTellNothingAndAreNeverTheSame() throws Exception {
        byte[] secret = bytes("{\"password\":\"hunter2\"}");
        String one = new String(sealed.write(write(secret), SAVED), StandardCharsets.UTF_8);
        String two = new String(sealed.write(write(secret), SAVED), StandardCharsets.UTF_8);

        assertNotEquals(one, two);
        assertFalse(one.contains("hunter2"));
        assertFalse(one.contains(ArtifactBody.of(secret).sha256()), "the digest confirms a guess");
        assertTrue(one.contains("PizzaShackAPI") && one.contains("AES-256-GCM"), one);
        assertEquals(
                ArtifactBody.of(secret).sha256(),
                read(sealed, KEY, bytes(one)).info().sha256());
    }

    @Test
    void anEncryptedBodyOpensInItsOwnPlaceOnly() {
        ArtifactKey elsewhere = ArtifactKey.synapse("Production and Sandbox", "another");
        String file = new String(sealed.write(write(bytes("{}")), SAVED), StandardCharsets.UTF_8);

        assertRefused(
                sealed,
                elsewhere,
                file.replace("\"7fbc-pizza\"", "\"another\""),
                "changed, or belongs to another artifact");
    }

    @Test
    void aWrongOrMissingKeySaysSoAndNamesNoKey() {
        String file = new String(sealed.write(write(bytes("{}")), SAVED), StandardCharsets.UTF_8);
        EnvelopeCodec wrong = new EnvelopeCodec(Optional.of(new BodyCipher(OTHER)));

        assertFalse(assertRefused(wrong, KEY, file, "the configured key is").contains(ONE));
        assertRefused(clear, KEY, file, "no key is configured");
        for (String key : new String[] {"", "short", "MDEyMw==", "€"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new BodyCipher(key))
                    .getMessage();
            assertTrue(message.contains("openssl rand"), message);
        }
    }

    @Test
    void damagedFilesAreRefusedWithTheReason() {
        String file = new String(clear.write(write(bytes("{\"a\":\"b\"}")), SAVED), StandardCharsets.UTF_8);

        assertRefused(clear, KEY, "", "is no");
        assertRefused(clear, KEY, file.substring(0, file.length() / 2), "no JSON");
        assertRefused(clear, KEY, "<<<<<<< HEAD\n" + file, "no JSON");
        assertRefused(clear, KEY, "[]", "no JSON object");
        assertRefused(clear, KEY, file.replace("\"trunkline\": 1", "\"trunkline\": 2"), "its format is 2");
        assertRefused(clear, KEY, file.replace("\"b\"", "\"c\""), "its body was changed");
        assertRefused(clear, KEY, file.replace("7fbc-pizza", "other"), "does not belong there");
        assertRefused(clear, KEY, file.replace("Publish", "Remove"), "does not belong there");
        assertRefused(clear, KEY, file.replace("Publish", "Explode"), "Unknown instruction");
        assertRefused(clear, KEY, file.replace("\"gson\"", "\"magic\""), "not known");
        assertRefused(clear, KEY, file.replace("2024-05-06T", "yesterday"), "yesterday");
        assertRefused(clear, KEY, file.replace("\"api\": {", "\"api\": 1, \"x\": {"), "");
        assertRefused(clear, KEY, file.replace("\"name\": \"PizzaShackAPI\",", ""), "name");
    }

    private String assertRefused(EnvelopeCodec codec, ArtifactKey key, String file, String reason) {
        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> read(codec, key, bytes(file)), reason);
        assertEquals(Kind.REJECTED, e.kind());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains(paths.path(key, Instruction.PUBLISH)), e.getMessage());
        return e.getMessage();
    }
}
