package org.trunkline.apim.dropin.internal;

import java.util.Set;

/**
 * The names under which the host may ask for us. {@code DBSaver} and {@code DBRetriever} are WSO2's own and never among them.
 */
final class ServiceNames {

    static final String SAVER = "TrunklineSaver";
    static final String RETRIEVER = "TrunklineRetriever";

    /** Those of apim-artifact-synchronizer-github, whose place this bundle can take. */
    private static final String FORMER_SAVER = "GHSynchronizerSaver";

    private static final String FORMER_RETRIEVER = "GHSynchronizerRetriever";

    private ServiceNames() {}

    static boolean isSaver(String name) {
        return Set.of(SAVER, FORMER_SAVER).contains(name);
    }

    static boolean isRetriever(String name) {
        return Set.of(RETRIEVER, FORMER_RETRIEVER).contains(name);
    }

    /** Whether the name says that artifacts are kept on GitHub. */
    static boolean meansGitHub(String name) {
        return Set.of(FORMER_SAVER, FORMER_RETRIEVER).contains(name);
    }
}
