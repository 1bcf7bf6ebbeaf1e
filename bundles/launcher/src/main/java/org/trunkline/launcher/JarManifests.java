package org.trunkline.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/** What a jar's manifest tells before the jar is installed. */
final class JarManifests {

    private JarManifests() {}

    /** @throws IOException if it is not a readable jar; the message says so */
    static boolean isBundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
        } catch (ZipException e) {
            throw new IOException("it is not a readable jar (" + e.getMessage() + ")", e);
        }
    }
}
