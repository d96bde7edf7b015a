namespace MLNetUnlearn.Reporting.Page;

/// <summary>What each group of metrics asks.</summary>
internal static class Questions
{
    public static (string Title, string Question) Of(MetricGroup group) => group switch
    {
        MetricGroup.Utility => ("What is it still worth?",
            "How well the models recommend what users took next, after they have forgotten."),
        MetricGroup.Forgetting => ("Does it still know?",
            "How the models rank what was to be forgotten. Lower is not better: a model that never saw the data finds a good part of it "
                + "by itself."),
        MetricGroup.Attack => ("Can an attacker tell?",
            "How well one who holds the model can guess what it was trained on, in several ways."),
        MetricGroup.Damage => ("Who else pays for it?", "What forgetting took from users and items that were not asked for."),
        MetricGroup.Cost => ("What did it take?", "Time, steps and memory, checks and scoring included."),
        _ => ("Other figures", "Handed in under names that this library does not know."),
    };

    public static string Goal(MetricGoal goal) => goal switch
    {
        MetricGoal.Higher => "higher is better",
        MetricGoal.LikeRetrained => "like Retrain’s is best",
        MetricGoal.Zero => "0 is best",
        MetricGoal.Half => "0.5 is best",
        MetricGoal.One => "1 is best",
        MetricGoal.Lower => "lower is better",
        _ => "",
    };
}
