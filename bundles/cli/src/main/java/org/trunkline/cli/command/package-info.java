/** One class per command. */
package org.trunkline.cli.command;
