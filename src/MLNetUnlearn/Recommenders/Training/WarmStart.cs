using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// First weights taken from a trained model: rows of items by what the items are called, all else as it is. Items that the model does not
/// know keep the first weights that they have.
/// </summary>
internal sealed class WarmStart
{
    private readonly SequentialRecommenderTransformer _model;
    private readonly RecommenderOptions _options;
    private readonly CarriedItems _items;
    private readonly int _maximumLength;

    /// <exception cref="ArgumentOutOfRangeException">The model is of another kind or size; all differences are named.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public WarmStart(SequentialRecommenderTransformer model, RecommenderData data, RecommenderOptions options)
    {
        model.CheckNotDisposed();
        (_model, _options, _maximumLength) = (model, options, data.MaximumLength);
        var problems = new OptionProblems(options.Name);
        CheckVocabularies(data.Vocabulary, problems);
        problems.RequireSame($"The length of windows in '{options.SequenceColumnName}'", data.MaximumLength, model.MaximumLength);
        if (model.Options.GetType() == options.GetType())
            options.CheckWarmStart(model.Options, problems);
        else
            problems.Require(false, "The options type of the model to go on from", model.Options.GetType().Name, options.GetType().Name);
        problems.ThrowIfAny(nameof(model));
        _items = CarriedItems.Between(model.Vocabulary, data.Vocabulary);
    }

    /// <summary>Tells what becomes of the items.</summary>
    public void Report(IChannel channel)
    {
        var (carried, added, dropped) = (_items.Count, _items.To - _items.Count, _items.From - _items.Count);
        channel.Info(
            MessageSensitivity.None,
            $"{_options.Name}: goes on from a model of {_items.From} items: {carried} carried over, {added} new, {dropped} dropped.");
        if (carried == 0)
            channel.Warning(MessageSensitivity.None, $"{_options.Name}: none of the items is one of the model's. Are their ids the same?");
    }

    /// <summary>Writes the model's weights into a network on the CPU that has its first weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has other weights; all differences are named.</exception>
    public void Apply(SequenceModule module)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var (old, now) = (_model.Module.state_dict(), module.state_dict());
        var bound = ItemBoundWeights.Of(_options, _maximumLength);
        Check(old, now, bound);
        // By rows first, all of them: a table may go by two names, and its new rows are needed as they were.
        var tables = bound.ByRow.ToDictionary(name => name, name => Carried(old[name].cpu(), now[name]));
        foreach (var (name, weight) in now)
            weight.copy_(tables.GetValueOrDefault(name) ?? old[name]);
    }

    private Tensor Carried(Tensor old, Tensor now) =>
        torch.cat([old, now], 0).index_select(0, torch.tensor(_items.Rows(old.shape[0], now.shape[0]), device: torch.CPU));

    private void Check(Dictionary<string, Tensor> old, Dictionary<string, Tensor> now, ItemBoundWeights bound)
    {
        var problems = new OptionProblems(_options.Name);
        foreach (var name in now.Keys.Union(old.Keys).Order(StringComparer.Ordinal))
        {
            var (wanted, found) = (TextOf(now, name, _items.To, bound), TextOf(old, name, _items.From, bound));
            problems.Require(wanted == found, $"Weight '{name}' of the model to go on from", found, wanted ?? "left out");
        }
        foreach (var name in bound.Otherwise)
        {
            if (!_items.IsSame)
            {
                problems.Add(
                    $"Weight '{name}' is sized by the items, but not by a row for each; the items must be those of the model to go on from.");
            }
        }
        problems.ThrowIfAny("model");
    }

    // Of rows that are carried, how many there are besides the items'.
    private static string? TextOf(Dictionary<string, Tensor> weights, string name, int items, ItemBoundWeights bound)
    {
        if (!weights.TryGetValue(name, out var weight))
            return null;
        var shape = weight.shape;
        if (bound.ByRow.Contains(name))
            shape[0] -= items;
        return string.Join('×', shape);
    }

    private void CheckVocabularies(Vocabulary now, OptionProblems problems)
    {
        var old = _model.Vocabulary;
        if (now.Texts.HasValues != old.Texts.HasValues)
        {
            problems.Require(
                now.Count == old.Count, $"The number of keys of '{_options.SequenceColumnName}'", now.Count,
                $"{old.Count}, as in the model to go on from, where only one of the two says what its keys stand for");
        }
    }
}
