/** What a person sees: tables, colours and progress. */
package org.trunkline.cli.terminal;
