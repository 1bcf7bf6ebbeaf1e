package org.trunkline.store.github.internal.layout;

import java.nio.charset.StandardCharsets;

/** The page that explains the repository to a person who opens it. */
public final class RepositoryReadme {

    private RepositoryReadme() {}

    public static byte[] content() {
        return String.join(
                        "\n",
                        "# Runtime artifacts of API gateways",
                        "",
                        "Trunkline keeps here what its gateways serve. Publishers commit, gateways read; nobody needs to edit"
                                + " anything by hand.",
                        "",
                        "| folder | holds |",
                        "|---|---|",
                        "| `published/<label>/<shard>/<API id>.json` | what the gateways of a label serve, one file for each API |",
                        "| `removed/<label>/<shard>/<API id>.json` | what was removed from a label, so that gateways know what to"
                                + " undeploy |",
                        "| `archives/<shard>/<API id>/<revision>.json` | archives of API revisions (API Manager 4.x) |",
                        "",
                        "The shard is the first byte of the SHA-256 of the API id; it keeps folders small. In names, `%xx` stands"
                                + " for a byte that not every file system takes, and `~` with eight digits follows a name with"
                                + " capital letters. Each file says in clear which API, version, tenant and label it belongs to,"
                                + " who saved it and when.",
                        "",
                        "One commit is one batch: gateways see all of it or nothing. What happened, and how to go back:",
                        "",
                        "```sh",
                        "trunkline artifacts history NAME/VERSION           # the commits that changed an API, and who made them",
                        "trunkline artifacts diff NAME/VERSION              # what its latest change was, line by line",
                        "trunkline artifacts rollback NAME/VERSION --to COMMIT   # an API as it was",
                        "trunkline artifacts rollback LABEL --to COMMIT          # all of a label as it was",
                        "```",
                        "",
                        "A rollback shows first what it would do, and is a new commit on top. Never rewrite the branch. Without"
                                + " Trunkline at hand, `git log -- <file>` is the history, and `git revert` goes back in an ordinary"
                                + " commit as well.",
                        "",
                        "Files can hold addresses, certificates and passwords of back ends: keep this repository private.",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
