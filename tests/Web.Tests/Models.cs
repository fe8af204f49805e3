using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Tests;

/// <summary>One chart of each kind, with the difficulties of real ones: long names, gaps, uneven bins.</summary>
internal static class Models
{
    private static readonly Text[] Topics =
    [
        new("情報セキュリティの方針と規程", "Information-security policy and rules"),
        new("責任者と体制", "Responsibility and organisation"),
        new("重要な情報の分類と取扱い", "Classification and handling of important information"),
        new("外部委託先の管理", "Control of contractors"),
        new("従業者との契約", "Agreements with staff"),
        new("従業者への教育と訓練", "Education and training of staff"),
        new("監査と第三者による認証", "Audit and third-party certification"),
        new("建物と区画への入退管理", "Access to buildings and rooms"),
        new("機器と配線の保護", "Protection of equipment and cabling"),
        new("書類と媒体の保管と廃棄", "Keeping and disposal of paper and media"),
        new("災害と停電への備え", "Provision against disasters and power cuts"),
        new("運用手順と変更の管理", "Operating procedures and change control"),
        new("マルウェア対策", "Protection against malware"),
        new("脆弱性の修正", "Patching of vulnerabilities"),
        new("バックアップと復旧の確認", "Backup and tested recovery"),
        new("通信の保護", "Protection of communication"),
        new("記録の取得と点検", "Logging and review of logs"),
        new("利用者の識別と認証", "Identification and authentication of users"),
        new("アクセス権の付与と見直し", "Granting and review of access rights"),
        new("ネットワークの分離", "Separation of networks"),
        new("安全な設計と開発", "Secure design and development"),
        new("受入れ時の試験", "Acceptance tests"),
        new("事故の検知と報告", "Detection and reporting of incidents"),
        new("事故への対応手順", "Incident response"),
        new("事業継続計画", "Business continuity plan"),
    ];

    private static readonly Text Own = new("自組織", "Your level");
    private static readonly Text Desired = new("望まれる水準", "desired level");
    private static readonly Text Mean = new("同じ層の平均", "mean of your layer");

    public static RadarModel Groups { get; } = new("groups", new("五つの分野の水準", "Levels by group"),
        [
            new(new("組織的な取組み", "Organisation"), "A"),
            new(new("物理的（環境的）施策", "Physical and environmental measures"), "B"),
            new(new("通信・システムの運用管理", "Operation of communications and systems"), "C"),
            new(new("開発・保守、アクセス制御", "Development, maintenance and access control"), "D"),
            new(new("事故対応状況", "Incident response"), "E"),
        ],
        [
            new(SeriesKind.Own, Own, [2.6m, 3.5m, 2.2m, 3.1m, 1.7m]),
            new(SeriesKind.Desired, Desired, [3.8m, 3.4m, 3.6m, 3.3m, 3.5m]),
            new(SeriesKind.Mean, Mean, [3.1m, 3.0m, 3.2m, 2.9m, 2.7m]),
            new(SeriesKind.Earlier1, new("2025年", "2025"), [2.1m, 3.2m, 2.0m, 2.5m, 1.7m]),
        ]);

    public static RadarModel Measures { get; } = new("measures", new("25の対策の水準", "Levels of the 25 measures"),
        [.. Topics.Select((t, i) => new RadarAxis(t, $"M{i + 1:00}"))],
        [
            new(SeriesKind.Own, Own, [.. Topics.Select((_, i) => i == 16 ? (decimal?)null : 1 + i * 7 % 5)]),
            new(SeriesKind.Desired, Desired, [.. Topics.Select((_, i) => (decimal?)(3 + i % 3 * .5m))]),
            new(SeriesKind.Mean, Mean, [.. Topics.Select((_, i) => (decimal?)(2.5m + i % 4 * .25m))]),
        ]);

    public static HistogramModel Scores { get; } = new("scores", new("同じ層の総合点の分布", "Total scores in your layer"),
        [new(25, 44, 31), new(45, 49, 22), new(50, 54, 41), new(55, 59, 78), new(60, 64, 112), new(65, 69, 149), new(70, 74, 171), new(75, 79, 158), new(80, 84, 121), new(85, 89, 83), new(90, 94, 47), new(95, 125, 44)],
        new("総合点（25～125）", "Total score (25 to 125)"), new("組織", "organisations"))
    {
        Own = 68,
    };

    public static ScatterModel Risk { get; } = new("risk", new("総合点とリスク指標", "Total score and risk index"),
        new(new("リスク指標", "risk index"), 0, 100, [new(33, new("中位の層", "adequate level")), new(66, new("上位の層", "high level"))]),
        new(new("総合点", "total score"), 25, 125, [new(83, Desired)]),
        [.. Enumerable.Range(0, 70).Select(i => new ScatterPoint(5 + i * 37 % 90, 35 + (i * 37 % 90) / 2 + i * 11 % 40, 1 + i * 13 % 9))],
        new("組織", "organisations"))
    {
        Own = new(58, 68),
    };

    public static BarModel Gaps { get; } = new("gaps", new("差の大きい対策", "Measures with the largest gaps"),
        [.. Topics.Take(6)],
        [
            new(SeriesKind.Own, Own, [2, 3, 1, 2, null, 4]),
            new(SeriesKind.Desired, Desired, [4, 3.5m, 4, 3, 3, 3.5m]),
        ], new("", ""))
    {
        Maximum = 5,
    };

    public static BarModel Upright { get; } = new("reports", new("月ごとの届出", "Reports by month"),
        [.. Enumerable.Range(1, 12).Select(m => new Text($"{m}月", $"2026-{m:00}"))],
        [new(SeriesKind.Own, new("届出", "Reports"), [.. Enumerable.Range(1, 12).Select(m => (decimal?)(40 + m * 29 % 70))])],
        new("件", "reports"))
    {
        Horizontal = false,
        Bound = new(60, new("前年の平均", "mean of last year")),
    };

    public static StackedBarModel Shares { get; } = new("shares", new("層ごとの回答の内訳", "Answers by layer"),
        [new("高い水準が望まれる層", "high level required"), new("相応の水準が望まれる層", "adequate level required"), new("急がない層", "not pressing")],
        [
            new(new("レベル1", "Level 1"), [40, 210, 390]),
            new(new("レベル2", "Level 2"), [110, 320, 280]),
            new(new("レベル3", "Level 3"), [240, 280, 130]),
            new(new("レベル4", "Level 4"), [180, 90, 40]),
            new(new("レベル5", "Level 5"), [60, 20, 8]),
        ])
    {
        Ordered = true,
    };

    public static StackedBarModel Kinds { get; } = new("kinds", new("届出の内訳", "Kinds of reports"),
        [new("2005年", "2005"), new("2006年", "2006")],
        [
            new(new("ウイルス", "Viruses"), [540, 410]),
            new(new("不正アクセス", "Unauthorised access"), [120, 180]),
            new(new("脆弱性", "Vulnerabilities"), [90, 210]),
            new(new("その他", "Others"), [0, 25]),
        ]);

    public static LineModel Years { get; } = new("years", new("総合点の推移", "Total score over the years"),
        [new("2021年", "2021"), new("2022年", "2022"), new("2023年", "2023"), new("2024年", "2024"), new("2025年", "2025"), new("2026年", "2026")],
        [
            new(SeriesKind.Own, new("自組織の総合点", "Your total score"), [48, 52, null, 57, 61, 68]),
            new(SeriesKind.Mean, Mean, [62, 63, 63.5m, 65, 66, 67]),
        ], new("点", "points"));
}
