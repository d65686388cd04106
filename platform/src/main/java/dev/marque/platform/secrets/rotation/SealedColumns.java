package dev.marque.platform.secrets.rotation;

import java.util.List;

/** Declares what a room keeps sealed. Whatever is in no list becomes unreadable when the old master key is removed. */
public interface SealedColumns {

    List<SealedColumn> sealedColumns();
}
