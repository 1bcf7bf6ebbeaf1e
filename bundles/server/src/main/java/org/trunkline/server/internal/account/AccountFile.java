package org.trunkline.server.internal.account;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trunkline.server.Role;
import org.trunkline.server.internal.file.PrivateFile;

/** The file that accounts are kept in: readable by the node's own user only, replaced as a whole. */
final class AccountFile {

    private static final int LONGEST = 16 << 20;
    private static final int FORMAT = 1;

    private final Path file;
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    AccountFile(Path file) {
        this.file = file;
    }

    /** By name; none if there is no file yet. */
    SortedMap<String, StoredAccount> read() throws IOException {
        SortedMap<String, StoredAccount> accounts = new TreeMap<>();
        if (!Files.exists(file)) {
            return accounts;
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is longer than " + LONGEST + " bytes, so it is not a file of accounts");
        }
        try {
            Document document = gson.fromJson(Files.readString(file), Document.class);
            if (document == null || document.format() != FORMAT || document.accounts() == null) {
                throw new IOException(damaged("it does not hold accounts of format " + FORMAT));
            }
            for (Entry entry : document.accounts()) {
                StoredAccount account = entry.account();
                accounts.put(account.name(), account);
            }
        } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(damaged(e.getMessage()), e);
        }
        return accounts;
    }

    private String damaged(String how) {
        return file + " cannot be understood: " + how
                + ". Bring back a copy, or delete the file: then the next start makes a"
                + " new administrator and no other account";
    }

    void write(Collection<StoredAccount> accounts) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (StoredAccount account : accounts) {
            entries.add(
                    new Entry(account.name(), account.passwordHash(), List.copyOf(EnumSet.copyOf(account.roles()))));
        }
        PrivateFile.replace(file, (gson.toJson(new Document(FORMAT, entries)) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private record Document(int format, List<Entry> accounts) {}

    private record Entry(String name, String passwordHash, List<Role> roles) {
        StoredAccount account() {
            return new StoredAccount(name, passwordHash, Set.copyOf(roles));
        }
    }
}
