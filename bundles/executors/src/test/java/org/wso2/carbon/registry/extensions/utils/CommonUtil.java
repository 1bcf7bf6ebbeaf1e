package org.wso2.carbon.registry.extensions.utils;

import java.util.ArrayList;
import java.util.List;

/** Stands where WSO2's class of this name is on a WSO2 server, with its locks; it remembers what was done with them. */
public final class CommonUtil {

    public static final ThreadLocal<List<String>> CALLS = ThreadLocal.withInitial(ArrayList::new);

    private static final ThreadLocal<Boolean> UPDATING = ThreadLocal.withInitial(() -> false);
    private static final ThreadLocal<Boolean> ASSOCIATING = ThreadLocal.withInitial(() -> false);

    private CommonUtil() {}

    public static boolean isUpdateLockAvailable() {
        return !UPDATING.get();
    }

    public static void acquireUpdateLock() {
        UPDATING.set(true);
        CALLS.get().add("acquireUpdateLock");
    }

    public static void releaseUpdateLock() {
        UPDATING.set(false);
        CALLS.get().add("releaseUpdateLock");
    }

    public static boolean isAddingAssociationLockAvailable() {
        return !ASSOCIATING.get();
    }

    public static void acquireAddingAssociationLock() {
        ASSOCIATING.set(true);
        CALLS.get().add("acquireAddingAssociationLock");
    }

    public static void releaseAddingAssociationLock() {
        ASSOCIATING.set(false);
        CALLS.get().add("releaseAddingAssociationLock");
    }
}
