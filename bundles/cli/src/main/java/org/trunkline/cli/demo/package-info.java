/** The demo: three nodes and a back end on this machine, and what happens when an API is published. */
package org.trunkline.cli.demo;
