package org.trunkline.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What each profile consists of: {@code profiles.properties} names its features, each a folder of bundles. */
final class Profiles {

    static final String DEFAULT = "all";

    private final Path file;
    private final Properties features;

    private Profiles(Path file, Properties features) {
        this.file = file;
        this.features = features;
    }

    static Profiles read(Path file) throws LaunchException {
        Properties features = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            features.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException("The profiles cannot be read from " + file + ": " + e, e);
        }
        return new Profiles(file, features);
    }

    /** The names of a profile's features, in the order in which their bundles are installed. */
    List<String> features(String profile) throws LaunchException {
        String names = features.getProperty(profile);
        if (names == null) {
            throw new LaunchException("There is no profile '" + profile + "'. " + file + " has: "
                    + String.join(", ", new TreeSet<>(features.stringPropertyNames())) + ". Check -D"
                    + LaunchSettings.PROFILE_PROPERTY + ".");
        }
        return Stream.of(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
