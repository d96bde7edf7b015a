namespace MLNetUnlearn.Engine.Tests.Optim;

/// <summary>Adam of a table, one number after the other in double precision, as the paper writes it.</summary>
internal sealed class ScalarAdam(float[] start, int width, double beta1, double beta2, double eps)
{
    private readonly double[] _first = new double[start.Length];
    private readonly double[] _second = new double[start.Length];

    public double[] Numbers { get; } = [.. start.Select(value => (double)value)];

    public IReadOnlyList<double> First => _first;

    public IReadOnlyList<double> Second => _second;

    /// <summary>One step.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="grad">By row; the gradient of a row that is not there is zero.</param>
    /// <param name="isLazy">Whether rows that are not there stay as they are.</param>
    public void Step(double rate, int step, IReadOnlyDictionary<long, double> grad, bool isLazy)
    {
        for (int i = 0; i < Numbers.Length; i++)
        {
            if (!grad.TryGetValue(i / width, out double g) && isLazy) continue;
            _first[i] = (beta1 * _first[i]) + ((1 - beta1) * g);
            _second[i] = (beta2 * _second[i]) + ((1 - beta2) * g * g);
            double mean = _first[i] / (1 - Math.Pow(beta1, step)), square = _second[i] / (1 - Math.Pow(beta2, step));
            Numbers[i] -= rate * mean / (Math.Sqrt(square) + eps);
        }
    }
}
