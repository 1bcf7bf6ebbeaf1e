package org.trunkline.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {

    private TestNode node;
    private Client admin;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        admin = Client.of(node, TestAccounts.ADMIN);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void areListedWithTheirRolesAndNothingElse() throws Exception {
        assertEquals(JsonParser.parseString("""
                        {"users": [
                          {"name": "ada", "roles": ["admin"]},
                          {"name": "paul", "roles": ["publisher"]},
                          {"name": "vera", "roles": ["viewer"]}]}
                        """), admin.get("/api/v1/users").json());
    }

    @Test
    void anAddedOneCanSignIn() throws Exception {
        Client.Reply reply = admin.post(
                "/api/v1/users", "{\"name\":\"zoe\",\"password\":\"eoz\",\"roles\":[\"viewer\",\"publisher\"]}");

        assertEquals(201, reply.status());
        assertEquals(JsonParser.parseString("{\"name\":\"zoe\",\"roles\":[\"publisher\",\"viewer\"]}"), reply.json());
        assertEquals(200, Client.of(node, "zoe").get("/api/v1/status").status());
    }

    @Test
    void anotherPasswordTakesThePlaceOfTheOld() throws Exception {
        Client.Reply reply = admin.put("/api/v1/users/vera/password", "{\"password\":\"n3w-password\"}");

        assertEquals(204, reply.status());
        assertEquals(401, Client.of(node, "vera").get("/api/v1/status").status());
    }

    @Test
    void aRemovedOneIsGone() throws Exception {
        assertEquals(204, admin.delete("/api/v1/users/vera").status());
        assertEquals(404, admin.delete("/api/v1/users/vera").status());
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        Client.Reply reply = admin.delete("/api/v1/users/ada");

        assertEquals(409, reply.status());
        assertEquals("This is the last administrator.", reply.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"zoe\",\"password\":\"s3cret\" | 400 | not valid JSON at line 1 column 34",
                "{'name':'zoe','password':'s3cret','roles':['viewer']} | 400 | not valid JSON",
                "{\"name\":\"zoe\",\"password\":\"s3cret\",\"roles\":[\"viewer\"],\"x\":1} | 400 | known here: name, password, roles",
                "{\"name\":\"zoe\",\"password\":\"s3cret\"} | 400 | 'roles' must be a list",
                "{\"name\":\"zoe\",\"password\":[\"s3cret\"],\"roles\":[]} | 400 | 'password' is missing or no text",
                "{\"name\":\"zoe\",\"password\":\"s3cret\",\"roles\":[\"root\"]} | 422 | known are admin, publisher, viewer",
                "[\"s3cret\"] | 400 | must be a JSON object",
                "{\"name\":\"vera\",\"password\":\"s3cret\",\"roles\":[\"viewer\"]} | 409 | already"
            })
    void aBadRequestIsExplainedWithoutThePassword(String body, int status, String reason) throws Exception {
        Client.Reply reply = admin.post("/api/v1/users", body);

        assertEquals(status, reply.status(), reply.toString());
        assertTrue(reply.detail().contains(reason), reply.toString());
        assertFalse(reply.text().contains("s3cret"), reply.toString());
    }
}
