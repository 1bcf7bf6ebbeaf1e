/** Measures Trunkline beside the statements that WSO2's own code runs. Start with {@link org.trunkline.bench.Bench}. */
package org.trunkline.bench;
