using System.CommandLine;
using ForgetSensitiveItems;
using Microsoft.ML;

var by = new Option<string>("--by")
{
    Description = "How sensitive items are found: by words of their titles, by their category, or by ML.NET's text classification, "
        + "which downloads a language model and is only in builds on the real packages.",
    DefaultValueFactory = _ => "words",
};
by.AcceptOnlyFromAmong("words", "category", "classifier");

var command = new RootCommand("Finds sensitive items, has them forgotten for everyone, and shows what is recommended then.") { by };
command.SetAction(parsed =>
{
    var mlContext = new MLContext(seed: 1);
    var shop = Shop.Generate(seed: 1);
    ISensitivityRule rule = parsed.GetValue(by) switch
    {
        "category" => new CategoryRule("Health"),
        "classifier" => ClassifierRule.TrainOr(SensitiveWords(), mlContext, labelled: shop.Items[..100]),
        _ => SensitiveWords(),
    };
    new Job(mlContext, shop).Run(rule);
});
return command.Parse(args).Invoke();

static WordRule SensitiveWords() => new("pregnancy", "insulin");
