package org.trunkline.rest.internal.users;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.trunkline.server.Account;
import org.trunkline.server.Role;

/** How accounts are shown. */
final class UserJson {

    JsonObject of(Account account) {
        JsonArray roles = new JsonArray();
        for (Role role : Role.values()) {
            if (account.roles().contains(role)) {
                roles.add(name(role));
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("name", account.name());
        json.add("roles", roles);
        return json;
    }

    static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
