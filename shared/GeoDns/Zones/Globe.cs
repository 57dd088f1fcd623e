namespace GeoDns.Zones;

internal static class Globe
{
    private const double Radius = 6371; // km

    /// <summary>Kilometres along the great circle, by the haversine formula; degrees in.</summary>
    public static double Distance(double latitude, double longitude, double toLatitude, double toLongitude)
    {
        var (from, to) = (double.DegreesToRadians(latitude), double.DegreesToRadians(toLatitude));
        var across = Math.Sin((to - from) / 2);
        var along = Math.Sin(double.DegreesToRadians(toLongitude - longitude) / 2);
        var chord = (across * across) + (Math.Cos(from) * Math.Cos(to) * along * along);
        return 2 * Radius * Math.Asin(Math.Sqrt(Math.Min(1, chord)));
    }
}
