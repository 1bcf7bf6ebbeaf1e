package org.trunkline.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The statements that WSO2's own saver and retriever run for one artifact, on tables like theirs, with H2's defaults: two
 * looks whether something is there and two inserts, each with a connection of its own. What WSO2 puts around them is left
 * out: the check of the JSON, and the HTTP call by which its retriever reaches them.
 */
final class Wso2Statements implements AutoCloseable {

    static final String NAME = "WSO2's statements on H2, not durable";

    private static final String DETAILS = "CREATE TABLE AM_GW_PUBLISHED_API_DETAILS (API_ID VARCHAR(255) NOT NULL,"
            + " TENANT_DOMAIN VARCHAR(255), API_PROVIDER VARCHAR(255), API_NAME VARCHAR(255),"
            + " API_VERSION VARCHAR(255), PRIMARY KEY (API_ID))";
    private static final String ARTIFACTS = "CREATE TABLE AM_GW_API_ARTIFACTS (API_ID VARCHAR(255) NOT NULL,"
            + " ARTIFACT BLOB, GATEWAY_INSTRUCTION VARCHAR(20), GATEWAY_LABEL VARCHAR(255),"
            + " TIME_STAMP TIMESTAMP DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (GATEWAY_LABEL, API_ID),"
            + " FOREIGN KEY (API_ID) REFERENCES AM_GW_PUBLISHED_API_DETAILS (API_ID))";

    private final HikariDataSource pool;

    Wso2Statements(Path directory) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + directory.resolve("wso2").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE");
        h2.setUser("wso2carbon");
        h2.setPassword("wso2carbon");
        HikariConfig config = new HikariConfig();
        config.setDataSource(h2);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(DETAILS);
            statement.execute(ARTIFACTS);
        }
    }

    void save(String apiId, String name, String document, String label) throws SQLException {
        if (!exists("SELECT 1 FROM AM_GW_PUBLISHED_API_DETAILS WHERE API_ID = ?", apiId)) {
            insertDetails(apiId, name);
        }
        if (exists("SELECT 1 FROM AM_GW_API_ARTIFACTS WHERE API_ID = ? AND GATEWAY_LABEL = ?", apiId, label)) {
            store(
                    "UPDATE AM_GW_API_ARTIFACTS SET ARTIFACT = ?, GATEWAY_INSTRUCTION = ?"
                            + " WHERE (API_ID = ?) AND (GATEWAY_LABEL = ?)",
                    apiId,
                    document,
                    label);
        } else {
            store(
                    "INSERT INTO AM_GW_API_ARTIFACTS (ARTIFACT, GATEWAY_INSTRUCTION, API_ID, GATEWAY_LABEL)"
                            + " VALUES (?,?,?,?)",
                    apiId,
                    document,
                    label);
        }
    }

    private boolean exists(String sql, String... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void insertDetails(String apiId, String name) throws SQLException {
        String sql = "INSERT INTO AM_GW_PUBLISHED_API_DETAILS (API_ID, API_NAME, API_VERSION, TENANT_DOMAIN)"
                + " VALUES (?,?,?,?)";
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            insert.setString(1, apiId);
            insert.setString(2, name);
            insert.setString(3, "1.0.0");
            insert.setString(4, "carbon.super");
            insert.executeUpdate();
            connection.commit();
        }
    }

    private void store(String sql, String apiId, String document, String label) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement write = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            write.setBinaryStream(1, new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
            write.setString(2, "Publish");
            write.setString(3, apiId);
            write.setString(4, label);
            write.executeUpdate();
            connection.commit();
        }
    }

    String retrieveArtifact(String apiId, String label) throws SQLException, IOException {
        return retrieve(
                        "SELECT ARTIFACT FROM AM_GW_API_ARTIFACTS WHERE API_ID =? AND GATEWAY_LABEL =?"
                                + " AND GATEWAY_INSTRUCTION = ?",
                        apiId,
                        label,
                        "Publish")
                .get(0);
    }

    List<String> retrieveAllArtifacts(String label) throws SQLException, IOException {
        return retrieve(
                "SELECT ARTIFACT FROM AM_GW_API_ARTIFACTS WHERE GATEWAY_LABEL =? AND GATEWAY_INSTRUCTION = ?",
                label,
                "Publish");
    }

    private List<String> retrieve(String sql, String... values) throws SQLException, IOException {
        List<String> artifacts = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    try (InputStream artifact = row.getBinaryStream(1)) {
                        artifacts.add(new String(artifact.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return artifacts;
    }

    @Override
    public void close() {
        pool.close();
    }
}
