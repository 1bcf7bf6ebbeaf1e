package org.trunkline.registry.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Documents in memory, each under its location. Not safe for use by several threads while documents are added. */
public final class DocumentSet implements DocumentSource {

    private final ImportLimits limits;
    private final Map<String, byte[]> documents = new LinkedHashMap<>();
    private long bytes;

    public DocumentSet(ImportLimits limits) {
        this.limits = limits;
    }

    /**
     * Adds a document.
     *
     * @throws IllegalArgumentException if there is one of that name, or the limits are exceeded; the message says which
     */
    public void add(String location, byte[] document) {
        String name = location.replaceFirst("^(\\./)+", "");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a document has no name");
        }
        bytes += document.length;
        if (documents.size() >= limits.documents() || bytes > limits.bytes()) {
            throw new IllegalArgumentException("there are more than " + limits.documents() + " documents or "
                    + limits.bytes() + " bytes, which is the limit of one import");
        }
        if (documents.putIfAbsent(name, document) != null) {
            throw new IllegalArgumentException("two documents are named '" + name + "'");
        }
    }

    /**
     * Adds the files of a zip archive under their names in it.
     *
     * @throws IllegalArgumentException as {@link #add} does, or if it is no archive
     * @throws IOException if it cannot be read
     */
    public void addArchive(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            int files = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    add(entry.getName(), read(zip, entry.getName()));
                    files++;
                }
            }
            if (files == 0) {
                throw new IllegalArgumentException("the archive holds no file, or is none");
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException("the archive is damaged: " + e.getMessage(), e);
        }
    }

    /** The size that an archive claims is not believed: a small one may unpack to anything. */
    private byte[] read(InputStream in, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 13];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            out.write(chunk, 0, count);
            if (bytes + out.size() > limits.bytes()) {
                throw new IllegalArgumentException("the archive unpacks to more than " + limits.bytes()
                        + " bytes, which is the limit of one import (at '" + name + "')");
            }
        }
        return out.toByteArray();
    }

    /** The locations, in the order in which they were added. */
    public Set<String> locations() {
        return Collections.unmodifiableSet(documents.keySet());
    }

    /** The document that was added first; empty without any. */
    public Optional<String> first() {
        return documents.keySet().stream().findFirst();
    }

    @Override
    public Optional<byte[]> find(String location) {
        return Optional.ofNullable(documents.get(location));
    }
}
