using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Api;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Pages.Answering;
using Sakimori.Benchmark.Pages.Example;
using Sakimori.Benchmark.Pages.Figures;
using Sakimori.Benchmark.Pages.HowComputed;
using Sakimori.Benchmark.Pages.Mappings;
using Sakimori.Benchmark.Pages.OpenData;
using Sakimori.Benchmark.Pages.Planner;
using Sakimori.Benchmark.Pages.Proof;
using Sakimori.Benchmark.Pages.Publishing;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Pages.Surveying;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark;

/// <summary>The benchmark's way in.</summary>
public static class BenchmarkModule
{
    /// <summary>Adds the module's services.</summary>
    public static IServiceCollection AddBenchmark(this IServiceCollection services)
    {
        services.AddContext<BenchmarkContext>(BenchmarkContext.Module, 100,
            o => new SqliteBenchmarkContext(o), o => new PostgresBenchmarkContext(o));
        services.AddAuditActions(new("自己診断", "Self-check"), BenchmarkAudit.All);
        services.AddPersonalData(new("自己診断", "Self-check"), BenchmarkPersonalData.All);
        services.AddPersonalExports(BenchmarkExports.All);
        services.AddPersonalErasures(BenchmarkErasures.All);
        services.AddPersonalRetentions(BenchmarkRetentions.All);
        services.AddSingleton<StatisticsStore>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<UsesByMonth>();
        services.AddSingleton<FiguresReader>();
        services.AddSingleton<Exclusions>();
        services.AddJob<RecomputeStatistics>(RecomputeStatistics.Key, RecomputeStatistics.Title, RecomputeStatistics.Nightly);
        services.AddSingleton<Rounds>();
        services.AddSingleton<RoundInviting>();
        services.AddSingleton<RoundSharing>();
        services.AddSingleton<RoundTakingBack>();
        services.AddSingleton<RoundJoining>();
        services.AddSingleton<ShowRound.Exports>();
        services.AddJob<RoundLetters>(RoundLetters.Key, RoundLetters.Title, RoundLetters.Daily);
        services.AddSingleton<StatisticsChoice>();
        services.AddSingleton<MappingTables>();
        services.AddSingleton<StoredResults>();
        services.AddSingleton<ResultEvidence>();
        services.AddSingleton<IIndicatorSource, BenchmarkIndicators>();
        services.AddSingleton(new ApiScope("benchmark:read", new("自己診断の結果を読む", "Read results of the self-check"), Role.Reader));
        services.AddSingleton(new ApiScope("benchmark:write", new("自己診断を提出する", "Submit self-checks"), Role.Contributor));
        services.AddSingleton(new ApiScope(StatisticsApi.Scope, new("統計と参照表を管理する", "Manage statistics and reference tables"), Role.Office));
        services.AddSingleton(new ApiScope(MappingsApi.Scope, new("対応表を管理する", "Manage mapping tables"), Role.Office));
        services.AddSingleton(new ApiScope(RoundsApi.Scope, new("調査ラウンドの主催と、招待への回答", "Host rounds and answer invitations"), Role.Manager));
        services.AddSingleton<OwnDraft>();
        services.AddSingleton<SavePlan>();
        services.AddSingleton(SavePlan.Origin);
        services.AddSingleton<WorkedExample>();
        services.AddHostedService<ExampleWatch>();
        services.AddSingleton(provider => new Demonstration(provider.GetRequiredService<WorkedExample>().IsLoadedAsync));
        services.AddSingleton(provider => new StandingNotice(_ => provider.GetRequiredService<WorkedExample>().SeemsLoaded ? ExampleNotice : null, "/example"));
        services.AddSingleton(AnswerFileKind.Result);
        services.AddSingleton(AnswerFileKind.Table);
        services.AddSingleton(s => new Questionnaires([ShippedRules.Current],
            () => s.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
        services.AddSingleton<QuestionnaireVersions>();
        services.AddHostedService(s => s.GetRequiredService<QuestionnaireVersions>());
        services.AddSingleton(new NavigationItem(12, new Text("自己診断の統計", "Self-check statistics"), ShowFigures.Root, _ => true)
        {
            Purpose = new("層・業種・規模ごとの平均と分布、弱い対策、年ごとの推移を見て、オープンデータとして使えます。",
                "Means and distributions by layer, industry and size, the weakest measures and change over years, also as open data."),
        });
        services.AddSingleton(new NavigationItem(80, new Text("質問票の版", "Questionnaire versions"), "/benchmark/questionnaires", r => r.Holds(Role.Office)));
        services.AddSingleton(new NavigationItem(81, new Text("統計と参照表", "Statistics"), "/benchmark/statistics", r => r.Holds(Role.Office)));
        services.AddSingleton(new NavigationItem(82, new Text("対応表の管理", "Mapping tables"), "/benchmark/mappings/tables", r => r.Holds(Role.Office)));
        services.AddSingleton(new NavigationItem(15, new Text("調査ラウンド", "Rounds"), "/benchmark/rounds", r => r.Organisations.Count > 0 || r.Holds(Role.Office)));
        services.AddSingleton(new NavigationItem(10, new Text("自己診断", "Self-check"), "/benchmark", _ => true)
        {
            Purpose = new(
                "40の質問に答えると、自組織の水準、望まれる水準との差、次に何をすればよいかが分かります。登録は要りません。",
                "Answer 40 questions and see where you stand, how far the desired level is, and what to do next. No registration."),
        });
        return services;
    }

    private static Text ExampleNotice { get; } = new(
        "このポータルには実例（見本）のデータが読み込まれています。見本の値は、実在の組織のものではありません。",
        "This portal has the worked example loaded; the example's figures belong to no real organisation.");

    /// <summary>Maps the module's pages and API.</summary>
    public static void MapBenchmark(this IEndpointRouteBuilder routes)
    {
        StartCheck.Map(routes);
        AnswerAnonymously.Map(routes);
        OpenFile.Map(routes);
        AnswerDraft.Map(routes);
        SubmitDraft.Map(routes);
        AdoptAnswers.Map(routes);
        KeepResult.Map(routes);
        DecideConsent.Map(routes);
        ListResults.Map(routes);
        ShowResult.Map(routes);
        AnonymousResult.Map(routes);
        PlanLevelUp.Map(routes);
        ShowExample.Map(routes);
        ShareResult.Map(routes);
        SharedResult.Map(routes);
        IssueEvidence.Map(routes);
        HowComputed.Map(routes);
        ShowMappings.Map(routes);
        DownloadTemplate.Map(routes);
        ScoreAnswers.Map(routes);
        PublishQuestionnaire.Map(routes);
        ShowFigures.Map(routes);
        ManageStatistics.Map(routes);
        ManageExclusions.Map(routes);
        ManageMappings.Map(routes);
        ListRounds.Map(routes);
        OpenRound.Map(routes);
        ShowRound.Map(routes);
        InviteToRound.Map(routes);
        TakeBackInvitation.Map(routes);
        AnswerInvitation.Map(routes);
        JoinRound.Map(routes);
        StatisticsApi.Map(routes);
        MappingsApi.Map(routes);
        RoundsApi.Map(routes);
        RoundSharesApi.Map(routes);
        SubmitCheck.Map(routes);
        ReadResults.Map(routes);
        IssueResultEvidence.Map(routes);
    }
}
