namespace MLNetUnlearn.Engine;

/// <summary>
/// Adam's steps without gradient in closed form. After its last gradient at step s a row has moments m and v; at a later step k they are
/// m * beta1^(k-s) and v * beta2^(k-s), so that the step subtracts
/// <code>
/// w_k * m / (sqrt(v) + e_k),   w_k = lr_k * c_k / (1 - beta1^k) * (beta1 / sqrt(beta2))^(k-s),
///                              e_k = eps * c_k / sqrt(beta2)^(k-s),   c_k = sqrt(1 - beta2^k).
/// </code>
/// All steps up to t subtract D * m / (sqrt(v) + E) with D = sum of w_k and E = sum of w_k * e_k / D, exact but for terms of second order
/// in eps / sqrt(v). D and the sum in E are kept for every s since the last <see cref="Restart"/>, in double precision.
/// </summary>
internal sealed class AdamDrift
{
    /// <summary>The most steps between two restarts.</summary>
    internal const int Capacity = 4096;

    // Terms below this part of the first change nothing in single precision.
    private const double Negligible = 1e-10;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly int _window;
    private readonly double[] _ratios;          // (beta1 / sqrt(beta2))^i
    private readonly double[] _epsRatios;       // (beta1 / beta2)^i
    private readonly double[] _sizes = new double[Capacity];
    private readonly double[] _weightedEps = new double[Capacity];
    private readonly float[] _firstDecays;      // beta1^i
    private readonly float[] _secondDecays;     // beta2^i
    private int _now;

    internal AdamDrift(double beta1, double beta2, double eps)
    {
        (_beta1, _beta2, _eps) = (beta1, beta2, eps);
        double slowest = beta1 / beta2; // the slower of the two, since beta2 < 1
        _window = slowest == 0 ? 1 : (int)Math.Clamp(Math.Ceiling(Math.Log(Negligible) / Math.Log(slowest)), 1, Capacity);
        _ratios = Powers(beta1 / Math.Sqrt(beta2), _window);
        _epsRatios = Powers(beta1 / beta2, _window);
        _firstDecays = Array.ConvertAll(Powers(beta1, Capacity), power => (float)power);
        _secondDecays = Array.ConvertAll(Powers(beta2, Capacity), power => (float)power);
    }

    /// <summary>The number of steps since the last restart.</summary>
    internal int Now => Volatile.Read(ref _now);

    /// <summary>Whether the sums converge: the moments' quotient must fall from step to step.</summary>
    internal static bool Holds(double beta1, double beta2) => beta1 < beta2;

    /// <summary>Takes in one more step.</summary>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="step">Its number, from 1, in the corrections for the moments' start at zero.</param>
    internal void Advance(double learningRate, long step)
    {
        double correction = Math.Sqrt(1 - Math.Pow(_beta2, step));
        double size = learningRate * correction / (1 - Math.Pow(_beta1, step)), weightedEps = size * correction * _eps;
        (_sizes[_now], _weightedEps[_now]) = (0, 0);
        int now = _now + 1;
        for (int s = Math.Max(0, now - _window); s < now; s++)
        {
            _sizes[s] += size * _ratios[now - s];
            _weightedEps[s] += weightedEps * _epsRatios[now - s];
        }
        Volatile.Write(ref _now, now);
    }

    /// <summary>What the steps after a step did, to a row that had its last update there.</summary>
    /// <param name="step">Counted from the last restart, less than <see cref="Now"/>.</param>
    internal Drift Since(int step)
    {
        double size = _sizes[step];
        int gap = _now - step;
        return new Drift((float)size, (float)(size == 0 ? _eps : _weightedEps[step] / size), _firstDecays[gap], _secondDecays[gap]);
    }

    /// <summary>Begins anew, with all rows up to date.</summary>
    internal void Restart() => Volatile.Write(ref _now, 0);

    private static double[] Powers(double value, int last)
    {
        var powers = new double[last + 1];
        for (int i = 0; i <= last; i++) powers[i] = Math.Pow(value, i);
        return powers;
    }
}
