package org.trunkline.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is measured.
 *
 * @param artifacts how many are saved and read
 * @param large how many a large gateway starts with
 * @param publishes how many are published to a running gateway
 * @param directory where the databases are made; empty for the system's place for temporary files
 */
record Options(boolean json, int artifacts, int large, int publishes, long seed, Optional<Path> directory) {

    static final String USAGE = """
            Usage: bench sync [--json] [--artifacts N] [--large N] [--publishes N] [--seed N] [--dir PATH]
              --json         one JSON document instead of a table
              --artifacts N  how many artifacts are saved and read (1000)
              --large N      how many artifacts a large gateway starts with (10000)
              --publishes N  how many artifacts are published to a running gateway (200)
              --seed N       what the artifacts are made from
              --dir PATH     where the databases are made, and deleted again: the disk that is measured""";

    static Options parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        if (!rest.hasNext() || !rest.next().equals("sync")) {
            throw new IllegalArgumentException("say what to measure: sync");
        }
        Options options = new Options(false, 1_000, 10_000, 200, new Random().nextLong(), Optional.empty());
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String name, Iterator<String> rest) {
        if (name.equals("--json")) {
            return new Options(true, artifacts, large, publishes, seed, directory);
        }
        if (!List.of("--artifacts", "--large", "--publishes", "--seed", "--dir").contains(name)) {
            throw new IllegalArgumentException("unknown option " + name);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        String value = rest.next();
        return switch (name) {
            case "--artifacts" -> new Options(json, count(name, value), large, publishes, seed, directory);
            case "--large" -> new Options(json, artifacts, count(name, value), publishes, seed, directory);
            case "--publishes" -> new Options(json, artifacts, large, count(name, value), seed, directory);
            case "--seed" -> new Options(json, artifacts, large, publishes, number(name, value), directory);
            default -> new Options(json, artifacts, large, publishes, seed, Optional.of(Path.of(value)));
        };
    }

    private static int count(String name, String value) {
        long number = number(name, value);
        if (number < 1 || number > 1_000_000) {
            throw new IllegalArgumentException(name + " must be from 1 to 1000000, not " + value);
        }
        return (int) number;
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'", e);
        }
    }
}
