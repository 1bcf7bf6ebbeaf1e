/** The command line {@code trunkline}: start with {@link org.trunkline.cli.Main}. */
package org.trunkline.cli;
