using System.Security.Cryptography;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Unlearning.Fisher;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// SSD, selective synaptic dampening (J. Foster, S. Schoepf and A. Brintrup, AAAI 2024): weights on which the pairs to forget hang far more
/// than the training data do are made smaller, once, without a gradient step. With the diagonals F of the training data and F_f of the
/// pairs to forget: where F_f &gt; α F, θ becomes θ · min(λ F / F_f, 1).
/// </summary>
/// <remarks>
/// A stored diagonal of all training data (<c>SaveFisher</c>) also tells, summed up, of what is forgotten: erase it with the original
/// model, and make a new one of the result, whose weights differ.
/// </remarks>
public sealed record SsdOptions : UnlearningOptions
{
    /// <summary>α, above 0: how many times more than the training data the forgotten pairs must hang on a weight. Default 10.</summary>
    public double SelectionWeight { get; init; } = 10;

    /// <summary>λ, 0 or above: how much of a selected weight is left, in units of F / F_f; 0 deletes it. Default 1.</summary>
    public double DampeningConstant { get; init; } = 1;

    /// <summary>
    /// The file of F, made by <c>SaveFisher</c> from this very model: then no remaining window is looked at, and rows that hold any may be
    /// left out. <see langword="null"/>, the default, works F out from the remaining windows.
    /// </summary>
    public string? FisherFile { get; init; }

    /// <summary>
    /// Pairs to forget, and without a file remaining windows, per squared gradient, at least 1. Default 32; see
    /// <see cref="FisherOptions.BatchSize"/>.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <inheritdoc/>
    public override string Name => "Ssd";

    internal override bool NeedsRemaining => FisherFile is null;

    // What the file holds counts, not where it lies.
    internal override void AddTo(RunFingerprint fingerprint) => fingerprint
        .Add(this with { Seed = null, FisherFile = null })
        .Add(FisherFile is null ? "" : File.Exists(FisherFile) ? HashOf(FisherFile) : FisherFile);

    internal override SequenceModule Unlearn(UnlearningJob job)
    {
        job.CheckHasForget(Name);
        using var threads = ThreadCount.Use(Threads);
        return NewModule.Prepared(job.CopyOriginal(), student =>
        {
            try
            {
                Dampen(student, job);
            }
            catch (OperationCanceledException)
            {
                job.Channel.Warning(MessageSensitivity.None, $"{Name}: cancelled; the result is the original.");
            }
        });
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequirePositive(nameof(SelectionWeight), SelectionWeight);
        problems.RequireNotNegative(nameof(DampeningConstant), DampeningConstant);
        problems.Require(FisherFile is null || File.Exists(FisherFile), nameof(FisherFile), FisherFile, "a file that exists, or null");
        problems.RequireCount(nameof(BatchSize), BatchSize);
        problems.Require(Checkpoint is null, nameof(Checkpoint), Checkpoint?.FilePath, "null: there are no steps to go on from");
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void Dampen(SequenceModule student, UnlearningJob job)
    {
        using var loss = new TrainingLoss(student, job.Data, job.Original.Options.OfNetwork);
        using var training = OfTraining(student, job, loss);
        using var forget = FisherDiagonal.Of(
            student, job.Data.Forget.Contexts, loss, BatchSize, job.Seed, FisherRun.TrainingStream + 2, CancellationToken);
        var dampening = new Dampening(SelectionWeight, DampeningConstant);
        var (dampened, total) = dampening.Apply(student, job.Original.Module, training, forget);
        var source = FisherFile is null ? $"of {job.Data.Remaining.Count} remaining windows" : $"in '{FisherFile}'";
        job.Channel.Info(
            MessageSensitivity.None,
            FormattableString.Invariant(
                $"{Name}: {dampened} of {total} weights dampened, {(double)dampened / total:P2}, ")
            + $"for {job.Data.Forget.Count} pairs to forget; the diagonal {source} has {training.Bytes} bytes.");
        if (dampened == 0)
        {
            job.Channel.Warning(
                MessageSensitivity.None,
                $"{Name}: no weight was dampened; the result is the original. A lower {nameof(SelectionWeight)} dampens more.");
        }
    }

    private FisherDiagonal OfTraining(SequenceModule student, UnlearningJob job, TrainingLoss loss)
    {
        if (FisherFile is null)
        {
            return FisherDiagonal.Of(
                student, job.Data.Remaining, loss, BatchSize, job.Seed, FisherRun.TrainingStream, CancellationToken);
        }
        var stored = FisherDiagonal.Zeros(student);
        try
        {
            Fisher.FisherFile.Read(FisherFile, stored, job.Original, Name);
            return stored;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }
}
