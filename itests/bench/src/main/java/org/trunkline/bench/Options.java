package org.trunkline.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * What is measured.
 *
 * @param artifacts how many are saved and read
 * @param large how many a large gateway starts with
 * @param saves sync: how many are published to a running gateway; github: how many each of two racing publishers saves;
 *     registry: how many call at once
 * @param directory where databases and caches are made; empty for the system's place for temporary files
 */
record Options(
        Subject subject, boolean json, int artifacts, int large, int saves, long seed, Optional<Path> directory) {

    /** What there is to measure. */
    enum Subject {
        SYNC("--publishes", 200),
        GITHUB("--saves", 500),
        REGISTRY("--callers", 8);

        private final String savesOption;
        private final int saves;

        Subject(String savesOption, int saves) {
            this.savesOption = savesOption;
            this.saves = saves;
        }
    }

    static final String USAGE = """
            Usage: bench sync   [--json] [--artifacts N] [--large N] [--publishes N] [--seed N] [--dir PATH]
                   bench registry [--json] [--artifacts N] [--large N] [--callers N] [--seed N] [--dir PATH]
                   bench github [--json] [--artifacts N] [--large N] [--saves N]     [--seed N] [--dir PATH]
              --json         one JSON document instead of a table
              --artifacts N  how many artifacts or resources are saved and read (1000)
              --large N      how many artifacts a large gateway starts with (10000), how many resources a large registry has (100000)
              --publishes N  how many artifacts are published to a running gateway (200)
              --saves N      how many artifacts each of two racing publishers saves (500)
              --callers N    how many callers a registry has at once (8)
              --seed N       what the artifacts are made from
              --dir PATH     where databases and caches are made, and deleted again: the disk that is measured""";

    static Options parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        Subject subject = subject(rest.hasNext() ? rest.next() : "");
        Options options = new Options(
                subject,
                false,
                1_000,
                subject == Subject.REGISTRY ? 100_000 : 10_000,
                subject.saves,
                new Random().nextLong(),
                Optional.empty());
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private static Subject subject(String name) {
        for (Subject subject : Subject.values()) {
            if (subject.name().toLowerCase(Locale.ROOT).equals(name)) {
                return subject;
            }
        }
        throw new IllegalArgumentException("say what to measure: sync, github or registry");
    }

    private Options with(String name, Iterator<String> rest) {
        if (name.equals("--json")) {
            return new Options(subject, true, artifacts, large, saves, seed, directory);
        }
        if (!List.of("--artifacts", "--large", subject.savesOption, "--seed", "--dir")
                .contains(name)) {
            throw new IllegalArgumentException("unknown option " + name);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        String value = rest.next();
        return switch (name) {
            case "--artifacts" -> new Options(subject, json, count(name, value), large, saves, seed, directory);
            case "--large" -> new Options(subject, json, artifacts, count(name, value), saves, seed, directory);
            case "--seed" -> new Options(subject, json, artifacts, large, saves, number(name, value), directory);
            case "--dir" -> new Options(subject, json, artifacts, large, saves, seed, Optional.of(Path.of(value)));
            default -> new Options(subject, json, artifacts, large, count(name, value), seed, directory);
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
