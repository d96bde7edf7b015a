namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>A GRU written out number by number in double precision, one sequence after the other.</summary>
internal static class ScalarGru
{
    private const double Step = 1e-5;

    /// <summary>The states of all rows, for x, weight_ih, weight_hh, bias_ih and bias_hh.</summary>
    public static double[] States(Tensor[] inputs, long[] lengths) => States(Numbers(inputs), lengths, Size(inputs));

    /// <summary>The central difference of the weighted sum of all states, by one number of one input.</summary>
    public static double Slope(Tensor[] inputs, long[] lengths, float[] weights, int input, int element)
    {
        double[][] numbers = Numbers(inputs);
        double at = numbers[input][element];
        numbers[input][element] = at + Step;
        double up = States(numbers, lengths, Size(inputs)).Zip(weights, (state, weight) => state * weight).Sum();
        numbers[input][element] = at - Step;
        double down = States(numbers, lengths, Size(inputs)).Zip(weights, (state, weight) => state * weight).Sum();
        return (up - down) / (2 * Step);
    }

    private static double[] States(double[][] inputs, long[] lengths, int size)
    {
        var states = new List<double>();
        int width = inputs[1].Length / (3 * size), row = 0;
        foreach (long length in lengths)
        {
            double[] state = new double[size];
            for (long time = 0; time < length; time++) states.AddRange(state = Next(inputs, row++ * width, width, state));
        }
        return [.. states];
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

    private static int Size(Tensor[] inputs) => (int)inputs[2].shape[1];

    private static double[][] Numbers(Tensor[] inputs)
        => [.. inputs.Select(input => Values.Floats(input.detach()).Select(value => (double)value).ToArray())];
}
