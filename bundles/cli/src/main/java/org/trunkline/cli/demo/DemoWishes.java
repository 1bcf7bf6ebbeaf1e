package org.trunkline.cli.demo;

/**
 * What the person who runs the demo wants of it.
 *
 * @param keep leave the folder with the nodes' data and logs
 * @param pause wait before the nodes are stopped, so that they can be tried
 * @param json tell a script the result as one JSON object
 */
public record DemoWishes(boolean keep, boolean pause, boolean json) {}
