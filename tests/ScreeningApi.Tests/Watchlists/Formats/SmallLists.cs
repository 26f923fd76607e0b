using System.IO.Compression;
using System.Text;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

/// <summary>A sound list of each format, of parties that do not exist.</summary>
internal static class SmallLists
{
    public const string CslJson = """
        {"results":[
          {"id":"906","source":"Specially Designated Nationals (SDN) - Treasury Department","entity_number":"906","type":"Individual","programs":["FREEDONIA","SDGT"],"name":"FIREFLY, Rufus  T.","title":"President",
           "addresses":[{"address":"1 Palace Square","city":"Fredville","state":null,"postal_code":"1000","country":"XF"}],"federal_register_notice":null,"start_date":null,"end_date":null,"remarks":"(Linked To: TRENTINO)",
           "source_list_url":"https://example.org/list","alt_names":["FIREFLY, Rufus"],"citizenships":["XS"],"dates_of_birth":["1890-10-02","circa 1891"],"nationalities":["XF"],"places_of_birth":["Fredville"],
           "source_information_url":"https://example.org/sdn","ids":[{"type":"Passport","number":"F1234567","country":"XF","issue_date":null,"expiration_date":null},{"type":"Gender","number":"Male","country":null}]},
          {"id":"b6e9","source":"Entity List (EL) - Bureau of Industry and Security","name":"Trentino Optics LLC","addresses":[{"address":"Canal 5","city":"Sylvan","state":"","postal_code":"","country":"XS"},{"address":"","city":"Fredville","country":"XF"}],
           "federal_register_notice":"76 FR 71867","start_date":"2011-11-21","end_date":"2031-11-21","license_requirement":"For all items subject to the EAR.","license_policy":"Presumption of denial.","alt_names":null,"source_list_url":"https://example.org/el","remarks":""},
          {"id":"906","source":"Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department","type":"Vessel","name":"DUCK SOUP","alt_names":"SOUP","call_sign":"XF12","vessel_flag":"XF","vessel_owner":"Chicolini Shipping","ids":[{"type":"Vessel Registration Identification","number":"IMO 9999991"}]},
          {"id":"77","source":"Nonproliferation Sanctions (ISN) - State Department","name":"Pinky Works","country":"XS","alt_names":["Pinky"]}],
         "search_performed_at":"2026-09-25T04:15:00+00:00","sources_used":[{"source":"x"}],"total":4}
        """;

    public const string CslCompact = """
        {"$comment":"made","sourceGeneratedAt":"2026-07-31T13:15:00+00:00","entryCount":3,"fieldKey":{"n":"name"},
         "tables":{"sources":["Specially Designated Nationals (SDN) - Treasury Department","Denied Persons List (DPL) - Bureau of Industry and Security"],"licenceRequirements":["All items"],"licencePolicies":["Denial"],"programmes":["A-1; B-2"],"urls":["https://example.org/"]},
         "entries":[{"n":"Trentino Optics LLC","a":["Trentino"],"s":0,"t":"Entity","c":["XS"],"e":"12","lr":0,"lp":0,"pg":0,"u":0},{"n":"PINKY","s":1,"c":["XF"],"fr":"65 FR 1","u":0},{"n":"PINKY","s":1,"c":["XS"],"fr":"65 FR 1","u":0}]}
        """;

    public const string CslCsv = """
        _id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids
        906,Specially Designated Nationals (SDN) - Treasury Department,906,Individual,FREEDONIA; SDGT," FIREFLY, Rufus T.",President,"1 Palace Square, Fredville, XF; Canal 5, Sylvan, XS",,,,,,,,,,,,,(Linked To: TRENTINO),https://example.org/list,"FIREFLY, Rufus; FIREFLY, R.",XS,1890-10-02; 1891,XF,Fredville,https://example.org/sdn,"XF, F1234567, Passport; Gender, Male"
        b6e9,Entity List (EL) - Bureau of Industry and Security,,,,Trentino Optics LLC,,"Canal 5, Sylvan, XS",76 FR 71867,2011-11-21,2031-11-21,,For all items subject to the EAR.,Presumption of denial.,,,,,,,,https://example.org/el,,,,,,,

        """;

    public const string OfacEntries = """
        36,"TRENTINO AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. 'TA'; Website www.example.org; Tax ID No. 7704-11 (Sylvania)."
        173,"FIREFLY, Rufus T.","individual","NPWMD] [IFSR","President",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 02 Oct 1890; alt. DOB circa 1891; POB Fredville, Freedonia; nationality Freedonia; citizen Sylvania; Gender Male; Passport F1234567 (Freedonia) expires 01 Jan 1940; Linked To: TRENTINO AIRLINES."
        306,"DUCK SOUP","vessel","CUBA",-0- ,"XF12","General Cargo","2597","1098","Freedonia","Chicolini Shipping","Vessel Registration Identification IMO 9999991; MMSI 123456789."

        """;

    public const string OfacAddresses = """
        36,25,-0- ,"Havana","Cuba",-0- 
        173,129,"1 Palace Square","Fredville 1000","Freedonia",-0- 
        173,130,-0- ,-0- ,-0- ,-0- 

        """;

    public const string OfacAliases = """
        36,12,"aka","TRENTINO AIR",-0- 
        36,13,"fka","SYLVANIA AIR",-0- 

        """;

    public const string OfacXml = """
        <?xml version="1.0" standalone="yes"?>
        <sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://example.org/XML">
          <publshInformation><Publish_Date>09/10/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
          <sdnEntry>
            <uid>173</uid><firstName>Rufus T.</firstName><lastName>FIREFLY</lastName><title>President</title><sdnType>Individual</sdnType><remarks>(Linked To: TRENTINO)</remarks>
            <programList><program>FREEDONIA</program><program>SDGT</program></programList>
            <idList><id><uid>1</uid><idType>Passport</idType><idNumber>F1234567</idNumber><idCountry>Freedonia</idCountry></id><id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
            <akaList><aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>FIREFLY</lastName><firstName>Rufus</firstName></aka>
              <aka><uid>4</uid><type>a.k.a.</type><category>weak</category><lastName>RUFE</lastName></aka><aka><uid>5</uid><type>f.k.a.</type><category>strong</category><lastName>WORM</lastName></aka></akaList>
            <addressList><address><uid>6</uid><address1>1 Palace Square</address1><city>Fredville</city><postalCode>1000</postalCode><country>Freedonia</country></address></addressList>
            <nationalityList><nationality><uid>7</uid><country>Freedonia</country><mainEntry>true</mainEntry></nationality></nationalityList>
            <citizenshipList><citizenship><uid>8</uid><country>Sylvania</country><mainEntry>false</mainEntry></citizenship></citizenshipList>
            <dateOfBirthList><dateOfBirthItem><uid>9</uid><dateOfBirth>1958 to 1962</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
            <placeOfBirthList><placeOfBirthItem><uid>10</uid><placeOfBirth>Fredville</placeOfBirth><mainEntry>true</mainEntry></placeOfBirthItem></placeOfBirthList>
          </sdnEntry>
          <sdnEntry><uid>306</uid><lastName>DUCK SOUP</lastName><sdnType>Vessel</sdnType><programList><program>FREEDONIA</program></programList>
            <vesselInfo><callSign>XF12</callSign><vesselType>Cargo</vesselType><vesselFlag>Freedonia</vesselFlag><vesselOwner>Chicolini Shipping</vesselOwner></vesselInfo></sdnEntry>
        </sdnList>
        """;

    public const string UnXml = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://example.org/x.xsd" dateGenerated="2026-02-27T00:00:09.554Z">
          <INDIVIDUALS><INDIVIDUAL>
            <DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>RUFUS</FIRST_NAME><SECOND_NAME>T.</SECOND_NAME><THIRD_NAME>FIREFLY</THIRD_NAME><UN_LIST_TYPE>Freedonia</UN_LIST_TYPE><REFERENCE_NUMBER>XFi.001</REFERENCE_NUMBER>
            <LISTED_ON>2012-12-31</LISTED_ON><COMMENTS1>Said to be in Sylvania.</COMMENTS1><NAME_ORIGINAL_SCRIPT>Руфус Файрфлай</NAME_ORIGINAL_SCRIPT>
            <NATIONALITY><VALUE>Freedonia</VALUE></NATIONALITY><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><LAST_DAY_UPDATED><VALUE/></LAST_DAY_UPDATED>
            <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Rufus Fly</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Rufe</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_ADDRESS><CITY>Fredville</CITY><COUNTRY>Freedonia</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS><INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
            <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-05-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>
            <INDIVIDUAL_PLACE_OF_BIRTH><COUNTRY/></INDIVIDUAL_PLACE_OF_BIRTH><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>F1234567</NUMBER><ISSUING_COUNTRY>Freedonia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT/>
          </INDIVIDUAL></INDIVIDUALS>
          <ENTITIES><ENTITY>
            <DATAID>2</DATAID><FIRST_NAME>TRENTINO OPTICS</FIRST_NAME><UN_LIST_TYPE>Sylvania</UN_LIST_TYPE><REFERENCE_NUMBER>XSe.001</REFERENCE_NUMBER><LISTED_ON>2022-02-28-05:00</LISTED_ON><COMMENTS1/>
            <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>TRENTINO</ALIAS_NAME></ENTITY_ALIAS><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>CHICOLINI OPTICS</ALIAS_NAME></ENTITY_ALIAS>
            <ENTITY_ADDRESS><STREET>Canal 5</STREET><COUNTRY>Sylvania</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
        </CONSOLIDATED_LIST>
        """;

    public const string EuXml = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <export xmlns="http://example.org/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="184961">
          <sanctionEntity designationDetails="" unitedNationId="XFi.001" euReferenceNumber="EU.77.33" logicalId="83">
            <remark>Of Freedonia</remark>
            <regulation regulationType="regulation" publicationDate="2003-07-08" numberTitle="1210/2003 (OJ L169)" programme="XFD" logicalId="1"><publicationUrl>http://example.org/oj</publicationUrl></regulation>
            <subjectType code="person" classificationCode="P"/>
            <nameAlias firstName="Rufus" middleName="T." lastName="Firefly" wholeName="Rufus T. Firefly" strong="true" logicalId="2"><regulationSummary regulationType="regulation"/></nameAlias>
            <nameAlias wholeName="Руфус Файрфлай" nameLanguage="RU" strong="true" logicalId="3"/><nameAlias wholeName="Rufe" strong="false" logicalId="4"/><nameAlias firstName="R." lastName="Fly" wholeName="" strong="true" logicalId="5"/>
            <citizenship countryIso2Code="XF" countryDescription="FREEDONIA" logicalId="6"/><citizenship countryIso2Code="00" countryDescription="UNKNOWN" logicalId="7"/>
            <birthdate circa="false" birthdate="1960-05-01" year="1960" logicalId="8"/><birthdate circa="true" yearRangeFrom="1958" yearRangeTo="1962" logicalId="9"/><birthdate monthOfYear="4" year="1961" logicalId="10"/><birthdate circa="false" logicalId="11"/>
            <identification number="F1234567" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="XF" logicalId="12"/>
          </sanctionEntity>
          <sanctionEntity designationDate="2002-06-18" euReferenceNumber="EU.3502.46" logicalId="201">
            <subjectType code="enterprise" classificationCode="E"/><nameAlias wholeName="Trentino Optics" nameLanguage="EN" strong="true" logicalId="13"/>
            <address city="Sylvan" street="Canal 5" zipCode="10" countryIso2Code="XS" countryDescription="SYLVANIA" logicalId="14"/><address countryIso2Code="00" countryDescription="UNKNOWN" logicalId="15"><remark>none</remark></address>
          </sanctionEntity>
        </export>
        """;

    public const string UkCsv = """
        Report Date: 24-Jun-2026
        Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)
        14/04/2026,XFD0006,7172,XFi.002,FLY,Rufus,,,,,Alias,Low quality a.k.a,,,,,The Freedonia Regulations,Individual,UN,Asset freeze,"Close, to Trentino",,,,,,,Fredville,1000,Freedonia,,,,25/01/2001,dd/mm/1945,Freedonia,12345,,F1234567,,,,,,,,,,,,,,,,,,,
        14/04/2026,XFD0006,7172,XFi.002,FIREFLY,Rufus,T.,,,,Primary Name,,,Руфус Файрфлай,Cyrillic,Russian,The Freedonia Regulations,Individual,UN,Asset freeze,"Close, to Trentino",,,,,,,Fredville,1000,Freedonia,,,,25/01/2001,01/03/1958,Sylvania,12345,,F1234567,,,,,,,,,,,,,,,,,,,
        14/04/2026,XFD0007,,,DUCK SOUP,,,,,,Primary name,,,,,,The Freedonia Regulations,Ship,UK,Port entry,,Carries fireflies,,,,,,,,,,,,03/10/2017,,,,,,,,,,,,,,,IMO9999991,Chicolini Shipping,,Freedonia,,,,,,HIN1

        """;

    public const string UkXml = """
        <?xml version="1.0" encoding="utf-8"?>
        <Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DateGenerated>24/06/2026</DateGenerated>
          <Designation><LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2001</DateDesignated><UniqueID>XFD0006</UniqueID><OFSIGroupID>7172</OFSIGroupID><UNReferenceNumber>XFi.002</UNReferenceNumber>
            <Names><Name><Name1>Rufus</Name1><Name6>FLY</Name6><NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name><Name><Name1>Rufus</Name1><Name2>T.</Name2><Name6>FIREFLY</Name6><NameType>Primary Name</NameType></Name>
              <Name><Name6>Firefly</Name6><NameType>Primary name variation</NameType></Name></Names>
            <NonLatinNames><NonLatinName><NameNonLatinScript>Руфус Файрфлай</NameNonLatinScript></NonLatinName></NonLatinNames><Titles><Title>President</Title></Titles>
            <RegimeName>The Freedonia Regulations</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><OtherInformation>Close to Trentino</OtherInformation>
            <Addresses><Address><AddressLine6>Fredville</AddressLine6><AddressPostalCode>1000</AddressPostalCode><AddressCountry>Freedonia</AddressCountry></Address></Addresses>
            <IndividualDetails><Individual><DOBs><DOB>dd/mm/1945</DOB><DOB>01/03/1958</DOB></DOBs><PassportDetails><Passport><PassportNumber>F1234567</PassportNumber></Passport></PassportDetails>
              <NationalIdentifierDetails><NationalIdentifier><NationalIdentifierNumber>12345</NationalIdentifierNumber></NationalIdentifier></NationalIdentifierDetails><Nationalities><Nationality>Freedonia</Nationality></Nationalities></Individual></IndividualDetails></Designation>
          <Designation><UniqueID>XFD0001</UniqueID><Names><Name><Name6>TRENTINO OPTICS</Name6><NameType>Primary Name</NameType></Name></Names><RegimeName>R</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>
            <EntityDetails><Entity><BusinessRegistrationNumbers><BusinessRegistrationNumber>BR-99</BusinessRegistrationNumber></BusinessRegistrationNumbers><ParentCompanies><ParentCompany>Trentino Holding</ParentCompany></ParentCompanies></Entity></EntityDetails></Designation>
          <Designation><UniqueID>XFD0007</UniqueID><Names><Name><NameType>Primary name</NameType></Name><Name><Name6>DUCK SOUP</Name6><NameType>Alias</NameType></Name></Names><RegimeName>R</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
            <ShipDetails><Ship><IMONumbers><IMONumber>IMO9999991</IMONumber></IMONumbers><CurrentOwnerOperators><CurrentOwnerOperator>Chicolini Shipping</CurrentOwnerOperator></CurrentOwnerOperators><CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Freedonia</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails></Designation>
        </Designations>
        """;

    public const string IsnCsv = """
        Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,Effective Date,Remarks/Notes,Web Link
        ISN,E.O. 1,Trentino Optics (Sylvan),"TO, Trentino Co., Ltd., F.K.A. Chicolini Optics",North Korea,"Vol. 81, No. 128, 07/05/16",6/28/2016,Of Sylvania,http://example.org/1
        ISN,E.O. 2,Rufus Firefly [also known as: Rufe Fly],,China,"Vol. 79",12/19/2014,,

        """;

    public const string ItarCsv = """
        Debarred Party Full Name and Alias,Date of Birth,Notice,Notice Date,"Corrected Notice","Corrected Notice Date"
        "Firefly, Rufus (a.k.a. Rufe Fly; R. Fly)","October, 1984",53 FR 27097,7/18/1988,57 FR 1,8/18/1992
        "Trentino Trading Company, Inc.",,67 FR 10033,3/5/2002,,

        """;

    public const string OwnCsv = """
        id,name,kind,aliases,weak_aliases,countries,addresses,identifiers,birth_dates,programs,remarks,listed_on,expires_on,owners
        t-1,Trentino Optics,entity,Trentino | TO Works,Tee,XS | XF,"Canal 5, Sylvan, Sylvania",Register: 99-1 | 12345,,House rule,Late payer,2026-01-02,2027-01-02,Rufus Firefly=0.30 | #f-1=0.5
        f-1,Rufus Firefly,individual,,,,,,1960-05-01 | 1958/1962,,,,,

        """;

    /// <summary>Tabs between fields in quotes.</summary>
    public static readonly string DplTxt = Tabbed("""
        Name|Street_Address|City|State|Country|Postal_Code|Effective_Date|Expiration_Date|Standard_Order|Last_Update|Action|FR_Citation
         RUFUS FIREFLY|1 PALACE SQUARE|FREDVILLE|XX|US|1000|03/04/2002|06/29/2056|Y|2007-01-31|FR NOTICE ADDED|68 F.R. 1
        TRENTINO OPTICS|CANAL 5|SYLVAN||XS||06/19/2003||Y|2007-01-31||68 F.R. 2
        RUFUS FIREFLY|CANAL 6|SYLVAN||XS||06/19/2003|07/01/2056|N|2007-01-31|FR NOTICE ADDED|71 F.R. 3

        """);

    /// <summary>Formats of one file.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByFormat = new Dictionary<string, string>
    {
        ["csl-json"] = CslJson, ["csl-csv"] = CslCsv, ["ofac-xml"] = OfacXml, ["un-xml"] = UnXml, ["eu-xml"] = EuXml, ["uk-csv"] = UkCsv,
        ["uk-xml"] = UkXml, ["dpl-txt"] = DplTxt, ["isn-csv"] = IsnCsv, ["itar-csv"] = ItarCsv, ["own-csv"] = OwnCsv,
    };

    public static WatchlistPart[] Ofac(string entries = OfacEntries, string addresses = OfacAddresses, string aliases = OfacAliases, string end = "\u001A") =>
        [new("SDN.CSV", ListReading.Bytes(entries + end)), new("ADD.CSV", ListReading.Bytes(addresses + end)), new("ALT.CSV", ListReading.Bytes(aliases + end))];

    public static byte[] Zipped(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }

    private static string Tabbed(string text) =>
        text.Split('\n').Aggregate(new StringBuilder(), (all, line) => line.Length == 0 ? all : all.Append('"').AppendJoin("\"\t\"", line.Split('|')).Append("\"\n"), all => all.ToString());
}
