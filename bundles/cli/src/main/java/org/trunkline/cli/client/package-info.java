/** Talks to the management API of a node. */
package org.trunkline.cli.client;
