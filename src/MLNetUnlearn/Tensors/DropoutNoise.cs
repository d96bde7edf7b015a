namespace MLNetUnlearn.Tensors;

/// <summary>
/// Hands every dropout of a training step its own key: a function of the seed, the step and the call's place within the step.
/// Nothing else is remembered, so a resumed run draws what the uninterrupted one would have drawn.
/// </summary>
public sealed class DropoutNoise
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _step;
    private ulong _call;
    private DropoutNoise[] _followers = [];

    /// <summary>Starts the keys of one training step.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The number of the step, from 0, counted over all epochs.</param>
    public void BeginStep(long seed, long step) => Begin(Mix((ulong)seed ^ Mix((ulong)step + Golden)));

    /// <summary>The key of the next dropout of this step.</summary>
    public long NextKey() => (long)Mix(_step + (++_call * Golden));

    /// <summary>Dropout with the next key while training, the input itself otherwise.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="p">The probability that an element is zeroed, in [0, 1).</param>
    /// <param name="training">Whether the module that asks is in training mode.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is outside [0, 1).</exception>
    public Tensor Dropout(Tensor input, double p, bool training)
    {
        Check(p);
        return training ? SeededDropout.Apply(input, p, NextKey()) : input;
    }

    /// <summary>The dropout of max(input, 0), in one pass where the tensor library can.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="p">The probability that an element is zeroed, in [0, 1).</param>
    /// <param name="training">Whether the module that asks is in training mode; if not, the result is max(input, 0).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is outside [0, 1).</exception>
    public Tensor ReluDropout(Tensor input, double p, bool training)
    {
        Check(p);
        return training ? SeededDropout.OfRelu(input, p, NextKey()) : input.relu();
    }

    /// <summary>sum + the dropout of the input, in one pass where the tensor library can: the end of a residual block.</summary>
    /// <param name="sum">Of the input's shape.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="p">The probability that an element of the input is zeroed, in [0, 1).</param>
    /// <param name="training">Whether the module that asks is in training mode; if not, the result is sum + input.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is outside [0, 1).</exception>
    public Tensor AddDropout(Tensor sum, Tensor input, double p, bool training)
    {
        Check(p);
        return training ? SeededDropout.AddTo(sum, input, p, NextKey()) : sum + input;
    }

    /// <summary>From now on a step that begins here begins there, too, with keys of its own: for a module made of others.</summary>
    internal void Lead(IEnumerable<DropoutNoise> followers) => _followers = [.. followers];

    private void Begin(ulong step)
    {
        (_step, _call) = (step, 0);
        for (var i = 0; i < _followers.Length; i++)
            _followers[i].Begin(Mix(step ^ Mix((ulong)i + 1)));
    }

    // Outside training too: a module with a wrong probability is wrong wherever it runs.
    private static void Check(double p)
    {
        if (p is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(p), FormattableString.Invariant($"p is {p}; it must be in [0, 1)."));
    }

    // SplitMix64's finaliser (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
