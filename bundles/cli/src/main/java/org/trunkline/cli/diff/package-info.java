/** What changed between two states of an artifact, line by line. */
package org.trunkline.cli.diff;
