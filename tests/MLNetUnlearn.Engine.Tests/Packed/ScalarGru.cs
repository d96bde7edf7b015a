namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>
/// A GRU written out number by number in double precision, one sequence after the other. Inputs are x, weight_ih, weight_hh, bias_ih and
/// bias_hh, row by row.
/// </summary>
internal static class ScalarGru
{
    private const double Step = 1e-5;

    /// <summary>The states of all rows.</summary>
    public static double[] States(double[][] inputs, long[] lengths)
    {
        var states = new List<double>();
        int size = inputs[3].Length / 3, width = inputs[1].Length / (3 * size), row = 0;
        foreach (long length in lengths)
        {
            double[] state = new double[size];
            for (long time = 0; time < length; time++) states.AddRange(state = Next(inputs, row++ * width, width, state));
        }
        return [.. states];
    }

    /// <summary>The central difference of the weighted sum of all states, by one number of one input.</summary>
    public static double Slope(double[][] inputs, long[] lengths, float[] weights, int input, int element)
    {
        double at = inputs[input][element];
        inputs[input][element] = at + Step;
        double above = States(inputs, lengths).Zip(weights, (state, weight) => state * weight).Sum();
        inputs[input][element] = at - Step;
        double below = States(inputs, lengths).Zip(weights, (state, weight) => state * weight).Sum();
        inputs[input][element] = at;
        return (above - below) / (2 * Step);
    }

    private static double[] Next(double[][] inputs, int first, int width, double[] state)
    {
        (double[] x, double[] ih, double[] hh, double[] bi, double[] bh) = (inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
        int size = state.Length;
        double FromInput(int gate) => bi[gate] + Enumerable.Range(0, width).Sum(i => ih[(gate * width) + i] * x[first + i]);
        double FromState(int gate) => bh[gate] + Enumerable.Range(0, size).Sum(i => hh[(gate * size) + i] * state[i]);
        var next = new double[size];
        for (int i = 0; i < size; i++)
        {
            double r = Sigmoid(FromInput(i) + FromState(i)), z = Sigmoid(FromInput(size + i) + FromState(size + i));
            double n = Math.Tanh(FromInput((2 * size) + i) + (r * FromState((2 * size) + i)));
            next[i] = ((1 - z) * n) + (z * state[i]);
        }
        return next;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
