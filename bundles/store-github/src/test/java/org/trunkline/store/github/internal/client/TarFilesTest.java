package org.trunkline.store.github.internal.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class TarFilesTest {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private byte[] archive(int longNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
            tar.putArchiveEntry(new TarArchiveEntry("top/"));
            tar.closeArchiveEntry();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> read(byte[] archive) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        TarFiles files = new TarFiles(new ByteArrayInputStream(archive));
        while (files.next()) {
            found.put(files.path(), files.stream().readAllBytes());
        }
        return found;
    }

    private void someFiles() {
        Random random = new Random(3);
        for (int size : new int[] {0, 1, 511, 512, 513, 70_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            files.put("top/published/" + "long-folder-name/".repeat(size % 13) + size + ".json", content);
        }
        files.put("top/" + "x".repeat(140) + "/äö😀.json", new byte[] {1, 2, 3});
    }

    @Test
    void everyFileComesBackWithItsNameHoweverLong() throws Exception {
        someFiles();
        for (int longNames : List.of(TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU)) {
            Map<String, byte[]> found = read(archive(longNames));

            assertEquals(new ArrayList<>(files.keySet()), new ArrayList<>(found.keySet()));
            files.forEach((path, content) -> assertArrayEquals(content, found.get(path), path));
        }
    }

    @Test
    void filesThatNobodyReadsArePassedOver() throws Exception {
        someFiles();
        List<String> paths = new ArrayList<>();
        TarFiles tar = new TarFiles(new ByteArrayInputStream(archive(TarArchiveOutputStream.LONGFILE_POSIX)));
        while (tar.next()) {
            paths.add(tar.path());
            tar.stream().readNBytes(10);
        }
        assertEquals(new ArrayList<>(files.keySet()), paths);
    }

    @Test
    void anArchiveThatIsCutIsNeverTakenForAWholeOne() throws Exception {
        someFiles();
        byte[] whole = archive(TarArchiveOutputStream.LONGFILE_POSIX);
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        for (int length = 0; length < end; length += 251) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> read(cut), "cut after " + length);
        }
    }

    @Test
    void aDamagedHeaderIsRefused() throws Exception {
        files.put("top/a", new byte[100]);
        byte[] archive = archive(TarArchiveOutputStream.LONGFILE_POSIX);
        for (int at : new int[] {512, 512 + 124, 512 + 150}) {
            byte[] damaged = archive.clone();
            damaged[at] ^= 0x44;
            assertThrows(IOException.class, () -> read(damaged), "damaged at " + at);
        }
    }
}
