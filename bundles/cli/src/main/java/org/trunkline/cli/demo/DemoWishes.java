package org.trunkline.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the person who runs the demo wants of it.
 *
 * @param keep leave the folder with the nodes' data and logs
 * @param pause wait before the nodes are stopped, so that they can be tried
 * @param json tell a script the result as one JSON object
 * @param gitHub the program that stands in for GitHub, whose branch the nodes share then; empty: the gateways read from the
 *     publisher
 */
public record DemoWishes(boolean keep, boolean pause, boolean json, Optional<Path> gitHub) {}
