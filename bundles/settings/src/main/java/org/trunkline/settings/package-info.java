/**
 * Settings that people write in TOML: typed keys, places for messages, placeholders for secrets. A bundle that reads such a
 * file takes these classes into itself.
 */
package org.trunkline.settings;
