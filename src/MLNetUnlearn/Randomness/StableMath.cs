namespace MLNetUnlearn.Randomness;

/// <summary>
/// Logarithm, exponential and cosine from additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit.
/// <see cref="Math.Log(double)"/>, <see cref="Math.Exp"/> and <see cref="Math.Cos"/> come from the platform's C library and differ in
/// their last bits from one platform to the next.
/// </summary>
internal static class StableMath
{
    private const long MantissaMask = (1L << 52) - 1;
    private const long ExponentOfOne = 1023L << 52;

    /// <summary>The natural logarithm of a normal positive number, to about 2 units in the last place.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ExponentOfOne); // 1 to 2
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh((m − 1) / (m + 1)), a series in s² ≤ 0.03
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int k = 27; k >= 1; k -= 2)
            sum = sum * square + 1.0 / k;
        return exponent * 0.6931471805599453 + 2 * s * sum;
    }

    /// <summary>e to the power of a number from −700 to 700, to about 2 units in the last place.</summary>
    public static double Exp(double x)
    {
        double doublings = Math.Round(x / 0.6931471805599453);
        // ln 2 in two parts, of which the first has few enough bits for an exact product.
        double rest = x - (doublings * 0.6931471803691238) - (doublings * 1.9082149292705877E-10); // −0.35 to 0.35
        double sum = 1;
        for (int k = 16; k >= 1; k--)
            sum = 1 + sum * rest / k; // Taylor, from the smallest term
        return Math.ScaleB(sum, (int)doublings);
    }

    /// <summary>The cosine of a number of full turns from 0 to 1, to about 2 units in the last place of 1.</summary>
    public static double CosOfTurn(double turns)
    {
        double quarters = 4 * turns;
        double nearest = Math.Round(quarters);
        double angle = (quarters - nearest) * (Math.PI / 2); // −π/4 to π/4
        return ((int)nearest & 3) switch
        {
            0 => Cos(angle),
            1 => -Sin(angle),
            2 => -Cos(angle),
            _ => Sin(angle),
        };
    }

    private static double Cos(double angle)
    {
        double square = angle * angle;
        double sum = 1;
        for (int k = 20; k >= 2; k -= 2)
            sum = 1 - sum * square / (k * (k - 1)); // Taylor, from the smallest term
        return sum;
    }

    private static double Sin(double angle)
    {
        double square = angle * angle;
        double sum = 1;
        for (int k = 21; k >= 3; k -= 2)
            sum = 1 - sum * square / (k * (k - 1));
        return angle * sum;
    }
}
