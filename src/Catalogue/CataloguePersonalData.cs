using Sakimori.Kernel;
using Sakimori.Platform.Privacy;

namespace Sakimori.Catalogue;

/// <summary>What catalogues keep of persons.</summary>
internal static class CataloguePersonalData
{
    public static PersonalData[] All { get; } =
    [
        new()
        {
            Id = "catalogue.versions",
            What = new("質問票の版を取り込み、公開したアカウントの番号", "Ids of the accounts that uploaded and published a version of a questionnaire"),
            Whose = new("事務局と管理者", "Programme office and administrators"),
            Purpose = new("誰の判断で公開されたかを確かめるため", "Knowing by whose decision it was published"),
            SeenBy = new("事務局と管理者", "Programme office and administrators"),
            Period = PersonalData.Unlimited,
            Ending = new("公表した版とその責任の記録なので、消しません。アカウントを消去すると、番号から誰かは分からなくなります。",
                "Versions and who answers for them stay on record. Once the account is erased its id tells nobody who that was."),
            Stays = PersonalData.OnlyNumber,
            Tables = ["catalogue_version"],
        },
    ];
}
