using System.Globalization;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>Figures at the six significant digits at which they are kept, shown and compared.</summary>
internal static class Digits
{
    public static double Round(double value) => double.Parse(Text(value), CultureInfo.InvariantCulture);

    public static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
