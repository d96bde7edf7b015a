using System.Globalization;

namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Places values of an axis on a line of pixels, and chooses round numbers to be written there.</summary>
internal sealed class Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;

    private Scale(double low, double high, double start, double end, bool isLog, IReadOnlyList<double> ticks)
    {
        (_low, _high, _start, _end, IsLog, Ticks) = (low, high, start, end, isLog, ticks);
    }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool IsLog { get; }

    /// <summary>The values to be written, in order, all within the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The pixel of a value.</summary>
    public double this[double value] => _start + (_end - _start) * (Bent(value) - Bent(_low)) / (Bent(_high) - Bent(_low));

    /// <summary>
    /// An axis from a round number at or below the least value to one at or above the greatest, with a tick at each step of 1, 2 or 5
    /// times a power of ten.
    /// </summary>
    public static Scale Linear(IEnumerable<double> values, double start, double end, int ticks = 5)
    {
        var (least, greatest) = Range(values);
        if (greatest - least < 1e-12 * Math.Max(1, Math.Abs(greatest)))
            (least, greatest) = (least - Math.Max(0.01, Math.Abs(least) * 0.1), greatest + Math.Max(0.01, Math.Abs(greatest) * 0.1));
        var step = Step((greatest - least) / ticks);
        var (first, last) = (Math.Floor(least / step + 1e-9), Math.Ceiling(greatest / step - 1e-9));
        return new(first * step, last * step, start, end, false,
            [.. Enumerable.Range(0, (int)(last - first) + 1).Select(place => Round((first + place) * step))]);
    }

    /// <summary>
    /// An axis of powers of ten from at or below the least value to at or above the greatest; values are above 0. For bars it starts below
    /// the least value, which would have no length.
    /// </summary>
    public static Scale Log(IEnumerable<double> values, double start, double end, bool isOfBars = false)
    {
        var (least, greatest) = Range(values);
        var first = isOfBars ? (int)Math.Ceiling(Math.Log10(least) - 1e-9) - 1 : (int)Math.Floor(Math.Log10(least) + 1e-9);
        var last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(greatest) - 1e-9));
        return new(Math.Pow(10, first), Math.Pow(10, last), start, end, true,
            [.. Enumerable.Range(first, last - first + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))]);
    }

    /// <summary>A tick's number, no longer than it need be.</summary>
    public string Text(double tick)
    {
        var size = Math.Abs(tick);
        var digits = IsLog || Ticks.Count < 2 ? (size is > 0 and < 1 ? (int)Math.Ceiling(-Math.Log10(size) - 1e-9) : 0)
            : Math.Max(0, (int)Math.Ceiling(-Math.Log10(Ticks[1] - Ticks[0]) - 1e-9));
        return digits > 6 || size >= 1e9 ? tick.ToString("0.##E+0", CultureInfo.InvariantCulture).Replace('-', '−')
            : MeanInterval.Number(tick, digits);
    }

    private double Bent(double value) => IsLog ? Math.Log10(value) : value;

    private static (double Least, double Greatest) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? (1, 1) : (all.Min(), all.Max());
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 };
    }

    private static double Round(double value) => Math.Abs(value) < 1e-15 ? 0 : double.Parse(
        value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
