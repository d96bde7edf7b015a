using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Unlearning.Fisher;

/// <summary>
/// The diagonal of the empirical Fisher information: for every weight the mean, over targets, of the squared derivative of the training
/// loss (J. Kirkpatrick et al., PNAS 2017). How much a model's answers on these targets hang on the weight.
/// </summary>
/// <remarks>
/// A batch of M targets has one gradient g, of the mean loss, and adds M²g². Divided by the number of all targets that is the mean of
/// squares up to products of different targets' gradients, which cancel on average where training has converged. So the size does not
/// depend on the batch, and windows with many targets and contexts with one can be compared.
/// </remarks>
internal sealed class FisherDiagonal : IDisposable
{
    private readonly Dictionary<string, Tensor> _squares;

    private FisherDiagonal(Dictionary<string, Tensor> squares) => _squares = squares;

    /// <summary>The mean squares by the name of the weight, in its shape.</summary>
    public IReadOnlyDictionary<string, Tensor> Squares => _squares;

    /// <summary>Their size in memory.</summary>
    public long Bytes => _squares.Values.Sum(squares => squares.numel()) * sizeof(float);

    /// <summary>One of zeros.</summary>
    public static FisherDiagonal Zeros(SequenceModule module) => new(module.named_parameters().ToDictionary(
        named => named.name, named => torch.zeros_like(named.parameter, requires_grad: false).DetachFromDisposeScope()));

    /// <summary>Works it out, with the module in evaluation mode; its weights stay as they are.</summary>
    /// <param name="module">The module.</param>
    /// <param name="windows">Windows to learn from, or contexts with one target each.</param>
    /// <param name="loss">The training loss.</param>
    /// <param name="batchSize">Windows per gradient.</param>
    /// <param name="seed">Seed of batches and negatives.</param>
    /// <param name="stream">Which random numbers; two streams from here on are used.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no number.</exception>
    public static FisherDiagonal Of(
        SequenceModule module, WindowSet windows, TrainingLoss loss, int batchSize, long seed, ulong stream,
        CancellationToken cancellationToken)
    {
        var diagonal = Zeros(module);
        try
        {
            diagonal.Fill(module, windows, loss, batchSize, seed, stream, cancellationToken);
            return diagonal;
        }
        catch
        {
            diagonal.Dispose();
            throw;
        }
        finally
        {
            module.zero_grad();
        }
    }

    public void Dispose()
    {
        foreach (var squares in _squares.Values)
            squares.Dispose();
    }

    private void Fill(
        SequenceModule module, WindowSet windows, TrainingLoss loss, int batchSize, long seed, ulong stream,
        CancellationToken cancellationToken)
    {
        module.eval();
        var batches = new PassBatches(windows.Count, new ShuffledOrder(seed, stream)); // neighbours are one user's, whose gradients are alike
        var random = new CounterRandom((ulong)seed, (stream + 1) << 40);
        var (parameters, targets) = (module.named_parameters().ToArray(), 0L);
        for (var done = 0; done < windows.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var chosen = batches.Next(batchSize);
            done += chosen.Length;
            var batch = new TargetBatch(
                module.Task, windows, chosen.Span, loss.Sampler, loss.NegativesPerTarget, random, module.Device);
            var mean = loss.Of(batch, batch.AtTargets(module.call(batch.Sequences)));
            var value = mean.cpu().item<float>();
            if (!float.IsFinite(value))
                throw new InvalidOperationException($"The model's training loss of a batch is {value}; its weights are broken.");
            module.zero_grad();
            mean.backward();
            targets += batch.Count;
            AddSquares(parameters, (double)batch.Count * batch.Count);
        }
        using var noGrad = torch.no_grad();
        foreach (var squares in _squares.Values)
            squares.mul_(1.0 / Math.Max(1, targets));
    }

    private void AddSquares((string Name, Parameter Value)[] parameters, double factor)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, parameter) in parameters)
        {
            if (parameter.grad is { } gradient) // none for a weight that the loss does not use
                _squares[name].addcmul_(gradient, gradient, factor);
        }
    }
}
