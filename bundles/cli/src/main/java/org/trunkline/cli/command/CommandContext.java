package org.trunkline.cli.command;

import org.trunkline.cli.CommandFailed;
import org.trunkline.cli.Surroundings;
import org.trunkline.cli.client.Answer;
import org.trunkline.cli.client.ApiClient;
import org.trunkline.cli.terminal.Terminal;

/** What every command is given. */
record CommandContext(Surroundings surroundings, ConnectionOptions connection) {

    Terminal terminal() {
        return surroundings.terminal();
    }

    ApiClient connect() throws CommandFailed {
        return connection.connect();
    }

    /** Whether the caller is a script that wants the node's own answer. */
    boolean json() {
        return connection.json();
    }

    void printJson(Answer answer) {
        terminal().print(answer.text());
    }
}
