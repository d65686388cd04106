package dev.marque.licensing.access;

/**
 * A place on earth, in degrees.
 *
 * @param latitude -90 to 90, north is positive
 * @param longitude -180 to 180, east is positive
 */
public record Coordinates(double latitude, double longitude) {

    private static final double EARTH_RADIUS_KM = 6_371;

    public Coordinates {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("latitude is -90 to 90, longitude -180 to 180");
        }
    }

    /** How far it is to another place, along the surface of a globe (haversine formula): within half a percent. */
    public double kmTo(Coordinates other) {
        double north = Math.toRadians(other.latitude - latitude) / 2;
        double east = Math.toRadians(other.longitude - longitude) / 2;
        double chord = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
