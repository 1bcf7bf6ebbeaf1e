package org.trunkline.registry.imports;

/**
 * How much one import may bring.
 *
 * @param documents how many, those that are imported and included among them
 * @param bytes of all documents together
 * @param depth how deep elements may be nested in a document
 */
public record ImportLimits(int documents, long bytes, int depth) {

    /** 1,000 documents, 64 MB, 200 elements deep. */
    public static final ImportLimits DEFAULT = new ImportLimits(1_000, 64L << 20, 200);

    public ImportLimits {
        if (documents < 1 || bytes < 1 || depth < 1) {
            throw new IllegalArgumentException("limits of an import are positive, not " + documents + " documents, "
                    + bytes + " bytes and a depth of " + depth);
        }
    }
}
