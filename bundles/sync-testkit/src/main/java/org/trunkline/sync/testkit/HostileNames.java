package org.trunkline.sync.testkit;

import java.util.List;

/** Labels and ids that are legal and that a careless store loses, mixes up or writes somewhere else. */
public final class HostileNames {

    public static final List<String> ALL = List.of(
            "Production and Sandbox",
            "../../x",
            "..",
            ".",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "C:\\x",
            "\\\\host\\share",
            "~",
            // names that Windows keeps for devices, and characters that it refuses
            "CON",
            "con",
            "nul.txt",
            "a:b",
            "<>|?*\"",
            // trailing dots and blanks are dropped by some file systems and compared away by some databases
            "x",
            "x.",
            "x ",
            "x. .",
            " x",
            // case, and letters that some collations take for the same
            "A",
            "a",
            "ß",
            "SS",
            "ss",
            "İ",
            "ı",
            // composed and decomposed, full width, invisible
            "\u00e9",
            "e\u0301",
            "\uff41",
            "a\u200b",
            "\u202ea",
            "\u2028",
            "\ud83d\ude00",
            "\ud83d\ude01",
            // what encodings and languages are made of
            "%2e%2e",
            "%2E%2E",
            "%",
            "_",
            "%25",
            "a%2fb",
            "a+b",
            "a b",
            "a&b=c#d",
            "'; DROP TABLE x; --",
            "{\"a\":1}",
            "<!-- & -->",
            "-rf",
            "null",
            "0",
            "00",
            // as long as a name may be, and the same but for the last character
            "y".repeat(255),
            "y".repeat(254) + "z",
            "\u20ac".repeat(255),
            "\u20ac".repeat(254) + "\u20ad");

    private HostileNames() {}
}
