package dev.marque.keygen.route;

import java.util.List;

/** The routes of one kind of record. Each kind has one bean of this type. */
public interface RouteSource {

    List<Route> routes();
}
